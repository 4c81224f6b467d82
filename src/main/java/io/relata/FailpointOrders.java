package io.relata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process does at which failpoints. Safe for use by several threads. */
final class FailpointOrders {

    private static final Pattern ORDER = Pattern.compile("([a-z-]+)(?::(\\d{1,6}))?=([a-z]+)");
    private static final long BETWEEN_LOOKS_MILLIS = 10;

    private final Map<Place, Action> orders;
    private final Optional<Path> folder;
    private final Set<Place> followed = ConcurrentHashMap.newKeySet();

    private record Place(Failpoint point, int number) {
        @Override
        public String toString() {
            return name(point) + "-" + number;
        }
    }

    private enum Action {
        HALT,
        THROW,
        WAIT
    }

    private FailpointOrders(Map<Place, Action> orders, Optional<Path> folder) {
        this.orders = Map.copyOf(orders);
        this.folder = folder;
    }

    private static final class Holder {
        private static final FailpointOrders ORDERS = of(
                System.getProperty(Failpoint.PROPERTY, ""),
                Optional.ofNullable(System.getProperty(Failpoint.FOLDER)).map(Path::of));
    }

    static FailpointOrders ofThisProcess() {
        return Holder.ORDERS;
    }

    /** @throws IllegalArgumentException when an order is not one */
    static FailpointOrders of(String text, Optional<Path> folder) {
        Map<Place, Action> orders = new HashMap<>();
        for (String order : List.of(text.split(",", -1))) {
            Matcher parts = ORDER.matcher(order);
            if (!parts.matches()) {
                throw new IllegalArgumentException("Not a failpoint's order, as registered:2=halt is: " + order);
            }
            int number = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
            orders.put(
                    new Place(value(Failpoint.values(), parts.group(1)), number),
                    value(Action.values(), parts.group(3)));
        }
        return new FailpointOrders(orders, folder);
    }

    void follow(Failpoint point, int number) {
        Place place = new Place(point, number);
        Action action = orders.get(place);
        if (action == null || !followed.add(place) || !isFirst(place)) {
            return;
        }
        switch (action) {
            case HALT -> Runtime.getRuntime().halt(Failpoint.HALTED);
            case THROW -> throw new IllegalStateException("Failpoint " + place + " was told to throw");
            case WAIT -> await(place);
        }
    }

    private boolean isFirst(Place place) {
        if (folder.isEmpty()) {
            return true;
        }
        try {
            Files.createFile(folder.get().resolve(place.toString()));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(Place place) {
        try {
            while (folder.isEmpty() || !Files.exists(folder.get().resolve(place + ".go"))) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <E extends Enum<E>> E value(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> name(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not one of "
                        + String.join(
                                ", ",
                                Arrays.stream(values).map(FailpointOrders::name).toList()) + ": " + name));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
