package io.relata.jobs.publish;

import io.relata.jobs.publish.Turn.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Runs processes in every order of their turns. Of orders that differ only in the order of turns that commute, one is run
 * as a rule: another choice is tried where two turns of an order were seen to race, and turns are asleep after a choice
 * as long as another order has shown what they would.
 */
final class Interleavings {

    private static final int SHOWN = 3;

    private final Function<MeetingPlaces, World> worlds;
    private final MeetingPlaces places;
    private final List<Choice> path = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private int orders;
    private int failures;

    private Interleavings(Function<MeetingPlaces, World> worlds, MeetingPlaces places) {
        this.worlds = worlds;
        this.places = places;
    }

    /** The processes of one order, and what must hold. */
    interface World {

        Turns turns();

        /** Throws an {@link AssertionError} when what must hold after each turn does not. */
        default void checkBetween() {}

        /** Throws an {@link AssertionError} when what must hold once all have ended does not. */
        void checkAtEnd();
    }

    /** The turns that were possible at one point of an order. */
    private static final class Choice {
        private final List<Turn> possible;
        private final Set<Turn> asleep;
        private final Set<Turn> wanted = new LinkedHashSet<>();
        private Turn chosen;

        private Choice(List<Turn> possible, Set<Turn> asleep, Turn chosen) {
            this.possible = possible;
            this.asleep = asleep;
            this.chosen = chosen;
            want(chosen.process());
        }

        /** One of these processes goes on from here in an order that is run, or yet to be. */
        private void wantOneOf(Set<String> processes) {
            if (wanted.stream().noneMatch(turn -> processes.contains(turn.process()))) {
                want(processes.iterator().next());
            }
        }

        private void want(String process) {
            possible.stream().filter(turn -> turn.process().equals(process)).forEach(wanted::add);
        }
    }

    /**
     * Runs all orders.
     *
     * @param worlds makes the same processes in the same state for each order
     * @return how many orders there were
     * @throws AssertionError with the first orders after which something did not hold, turn by turn
     */
    static int run(Function<MeetingPlaces, World> worlds) {
        MeetingPlaces places = new MeetingPlaces();
        while (true) {
            Interleavings interleavings = new Interleavings(worlds, places);
            if (interleavings.runAll()) {
                return interleavings.orders;
            }
        }
    }

    /** Whether all orders were run; otherwise a new meeting place was found on the way. */
    private boolean runAll() {
        int known = places.size();
        do {
            runOne(worlds.apply(places));
            if (places.size() > known) {
                return false;
            }
        } while (hasNext());
        if (failures > 0) {
            throw new AssertionError(failures + " of " + orders + " orders fail\n\n" + String.join("\n\n", broken));
        }
        return true;
    }

    private void runOne(World world) {
        Order order = new Order(world);
        world.turns().run(order::next);
        wantRacesReversed(order.taken, order.left);
        if (order.left.isEmpty() || order.failure.isPresent()) {
            orders++;
            order.checkAtEnd();
        }
        order.failure.ifPresent(failure -> {
            failures++;
            if (broken.size() < SHOWN) {
                broken.add(failure.getMessage() + "\nafter\n  "
                        + String.join(
                                "\n  ", order.taken.stream().map(Turn::toString).toList()));
            }
        });
    }

    /** One order as it comes about: along the path as far as that goes, and on with the first turn that is awake. */
    private final class Order {

        private final World world;
        private final List<Turn> taken = new ArrayList<>();
        private List<Turn> left = List.of();
        private Set<Turn> asleep = Set.of();
        private Optional<Throwable> failure = Optional.empty();

        private Order(World world) {
            this.world = world;
        }

        private Optional<Turn> next(List<Turn> possible) {
            check(world::checkBetween);
            Optional<Choice> choice = failure.isPresent() ? Optional.empty() : choice(possible);
            if (choice.isEmpty()) {
                left = possible;
                return Optional.empty();
            }
            asleep = stillAsleep(choice.get());
            taken.add(choice.get().chosen);
            return Optional.of(choice.get().chosen);
        }

        private Optional<Choice> choice(List<Turn> possible) {
            if (taken.size() == path.size()) {
                Optional<Turn> awake =
                        possible.stream().filter(turn -> !asleep.contains(turn)).findFirst();
                if (awake.isEmpty()) {
                    return Optional.empty();
                }
                path.add(new Choice(possible, new HashSet<>(asleep), awake.get()));
            }
            Choice choice = path.get(taken.size());
            if (!choice.possible.equals(possible)) {
                failure = Optional.of(new AssertionError(
                        "The processes do not do the same when run again: " + choice.possible + " became " + possible));
                return Optional.empty();
            }
            return Optional.of(choice);
        }

        private void checkAtEnd() {
            check(world::checkBetween);
            check(world::checkAtEnd);
        }

        private void check(Runnable check) {
            if (failure.isEmpty()) {
                try {
                    check.run();
                } catch (RuntimeException | AssertionError e) {
                    failure = Optional.of(e);
                }
            }
        }
    }

    private static Set<Turn> stillAsleep(Choice choice) {
        Set<Turn> asleep = new HashSet<>();
        choice.asleep.stream().filter(turn -> turn.commutesWith(choice.chosen)).forEach(asleep::add);
        return asleep;
    }

    /**
     * Where two turns do not commute, and nothing between them had to come between them, the later one is to come first
     * in another order.
     *
     * @param possible what would have come next, also where the order was not run to its end
     */
    private void wantRacesReversed(List<Turn> taken, List<Turn> possible) {
        List<BitSet> before = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            before.add(before(taken.get(i), taken, before, i));
        }
        for (int i = 0; i < taken.size(); i++) {
            wantRacesReversed(taken.get(i), taken, before, i);
        }
        for (Turn next : possible) {
            if (next.kind() != Kind.DIE) {
                wantRacesReversed(next, taken, before, taken.size());
            }
        }
    }

    /** Which of the first turns must come before this one. */
    private static BitSet before(Turn turn, List<Turn> taken, List<BitSet> before, int count) {
        BitSet all = new BitSet();
        for (int i = 0; i < count; i++) {
            if (!taken.get(i).commutesWith(turn)) {
                all.or(before.get(i));
                all.set(i);
            }
        }
        return all;
    }

    private void wantRacesReversed(Turn turn, List<Turn> taken, List<BitSet> before, int count) {
        BitSet between = new BitSet();
        for (int i = count - 1; i >= 0; i--) {
            if (!taken.get(i).commutesWith(turn)) {
                if (!between.get(i) && !taken.get(i).process().equals(turn.process())) {
                    path.get(i).wantOneOf(firstOnes(withoutWhatFollows(i, taken, before, count), turn));
                }
                between.or(before.get(i));
                between.set(i);
            }
        }
    }

    /** The turns after this one that could have come without it. */
    private static List<Turn> withoutWhatFollows(int turn, List<Turn> taken, List<BitSet> before, int count) {
        List<Turn> others = new ArrayList<>();
        for (int i = turn + 1; i < count; i++) {
            if (!before.get(i).get(turn)) {
                others.add(taken.get(i));
            }
        }
        return others;
    }

    /** The processes one of which has to go on first to come to the last turn by way of the others. */
    private static Set<String> firstOnes(List<Turn> others, Turn last) {
        List<Turn> all = new ArrayList<>(others);
        all.add(last);
        Set<String> first = new LinkedHashSet<>();
        for (int i = 0; i < all.size(); i++) {
            Turn turn = all.get(i);
            if (all.subList(0, i).stream().allMatch(turn::commutesWith)) {
                first.add(turn.process());
            }
        }
        return first;
    }

    private boolean hasNext() {
        while (!path.isEmpty()) {
            Choice last = path.get(path.size() - 1);
            last.asleep.add(last.chosen);
            for (Turn turn : last.wanted) {
                if (!last.asleep.contains(turn)) {
                    last.chosen = turn;
                    return true;
                }
            }
            path.remove(path.size() - 1);
        }
        return false;
    }
}
