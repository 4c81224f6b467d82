package io.relata.jobs;

import io.relata.jobs.source.jdbc.MariaDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A shop in MariaDB that goes on by the hour: by chance it sells, corrects, removes, and hears of things late. Times are UTC. */
final class ScriptedShop implements AutoCloseable {

    private static final int CUSTOMERS = 10;
    private static final int PRODUCTS = 8;
    /** The number of a customer and of a product that nobody changes. */
    private static final int UNCHANGED = 99;

    private final Connection connection;
    private final Random random;
    private final TreeMap<Integer, LocalDateTime> orders = new TreeMap<>();
    private final Set<Integer> moved = new HashSet<>();
    private LocalDateTime now;
    private int changes;

    private ScriptedShop(Connection connection, Random random, LocalDateTime opening) {
        this.connection = connection;
        this.random = random;
        this.now = opening;
    }

    /** Makes the job's tables anew and runs files of its sample, the schema among them. */
    static void create(MariaDbServer server, String... files) throws IOException {
        server.run("DROP TABLE IF EXISTS order_lines, orders, products, customers");
        for (String file : files) {
            server.run(
                    Files.readString(Program.ROOT.resolve("jobs/orders/sample").resolve(file))
                            .strip()
                            .split(";\\s*(?:\\n|$)"));
        }
    }

    /** A shop with orders of the five months before, many of them about three months old. */
    static ScriptedShop open(MariaDbServer server, Random random, LocalDateTime opening)
            throws IOException, SQLException {
        create(server, "schema.sql");
        Connection connection = server.connection();
        connection.setAutoCommit(false);
        ScriptedShop shop = new ScriptedShop(connection, random, opening);
        LocalDateTime first = opening.minusMonths(5);
        for (int i = 1; i <= CUSTOMERS; i++) {
            String email = i % 3 == 0 ? null : "c" + i + "@example.com";
            shop.run("INSERT INTO customers VALUES (?, ?, ?, 'CH', ?, ?)", i, "Customer " + i, email, i % 2, first);
        }
        for (int i = 1; i <= PRODUCTS; i++) {
            String category = i % 3 == 0 ? null : "category " + i % 3;
            shop.run("INSERT INTO products VALUES (?, ?, ?, ?, ?)", i, "Product " + i, category, i + ".50", first);
        }
        shop.run("INSERT INTO customers VALUES (?, 'Unchanged', NULL, 'CH', 0, ?)", UNCHANGED, first);
        shop.run("INSERT INTO products VALUES (?, 'Unchanged', NULL, 1, ?)", UNCHANGED, first);
        for (int i = 0; i < 40; i++) {
            shop.place(first.plusHours(random.nextInt(5 * 30 * 24)));
        }
        for (int i = 0; i < 40; i++) {
            shop.place(opening.minusMonths(3).plusMinutes(random.nextInt(7 * 24 * 60)));
        }
        connection.commit();
        return shop;
    }

    /** Lets hours pass until this one, each with its changes. */
    void passUntil(LocalDateTime hour) throws SQLException {
        while (now.isBefore(hour)) {
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                change(now.plusSeconds(random.nextInt(3600)));
            }
            connection.commit();
            now = now.plusHours(1);
        }
    }

    /** Tells it that the target has what it did until now. */
    void wasLoaded() {
        moved.clear();
    }

    int changes() {
        return changes;
    }

    private void change(LocalDateTime at) throws SQLException {
        LocalDateTime line = at.minusMonths(3);
        switch (random.nextInt(12)) {
            case 0, 1 -> place(at);
            case 2 -> place(late(at)); // committed long after it was written
            case 3 -> run("UPDATE orders SET status = ?, updated_at = ? WHERE order_id = ?", status(), at, any());
            case 4 -> run("UPDATE orders SET status = ?, updated_at = ? WHERE order_id = ?", status(), late(at), any());
            case 5 ->
                run(
                        "UPDATE order_lines SET quantity = quantity + 1, updated_at = ? WHERE order_id = ? AND line = 1",
                        at,
                        any());
            case 6 -> run("INSERT IGNORE INTO order_lines VALUES (?, 4, ?, 1, '7.00', ?)", any(), product(), at);
            case 7 -> removable(line, order -> run("DELETE FROM order_lines WHERE order_id = ? LIMIT 1", order));
            case 8 ->
                removable(line, order -> {
                    run("DELETE FROM orders WHERE order_id = ?", order);
                    orders.remove(order);
                });
            case 9 ->
                run(
                        "UPDATE customers SET name = ?, updated_at = ? WHERE customer_id = ?",
                        "Customer at " + at,
                        at,
                        1 + random.nextInt(CUSTOMERS));
            case 10 ->
                run("UPDATE products SET name = ?, updated_at = ? WHERE product_id = ?", "At " + at, at, product());
            default -> move(any(), at, line);
        }
        changes++;
    }

    private void place(LocalDateTime at) throws SQLException {
        int order = orders.isEmpty() ? 1 : orders.lastKey() + 1;
        int customer = 1 + random.nextInt(CUSTOMERS);
        run("INSERT INTO orders VALUES (?, ?, 'placed', ?, ?)", order, customer, at, at);
        for (int line = 1 + random.nextInt(3); line > 0; line--) {
            run("INSERT INTO order_lines VALUES (?, ?, ?, ?, '9.90', ?)", order, line, product(), line, at);
        }
        orders.put(order, at);
    }

    /** Corrects when it was placed, over the line of three months. */
    private void move(int order, LocalDateTime at, LocalDateTime line) throws SQLException {
        LocalDateTime placed = orders.get(order).isBefore(line)
                ? at.minusHours(24 + random.nextInt(80 * 24))
                : line.minusHours(1 + random.nextInt(40 * 24));
        run("UPDATE orders SET ordered_at = ?, updated_at = ? WHERE order_id = ?", placed, at, order);
        orders.put(order, placed);
        moved.add(order);
    }

    private interface Removal {
        void of(int order) throws SQLException;
    }

    /** Removes of an order within three months, every other time the one next to the line. */
    private void removable(LocalDateTime line, Removal removal) throws SQLException {
        List<Integer> found = new ArrayList<>(orders.keySet().stream()
                .filter(order -> !orders.get(order).isBefore(line) && !moved.contains(order))
                .toList());
        if (found.isEmpty()) {
            return;
        }
        int next = found.stream().min(Comparator.comparing(orders::get)).orElseThrow();
        removal.of(random.nextBoolean() ? next : found.get(random.nextInt(found.size())));
    }

    /** Orders by number: one that went, and one that came. */
    record Old(int went, int came) {}

    /** Removes an old order with its lines, and places one whose times are all as old. */
    Old changeWhatIsOld() throws SQLException {
        LocalDateTime line = now.minusMonths(3).minusDays(10);
        int gone = rows("SELECT order_id FROM order_lines WHERE line < 4").stream()
                .map(Integer::valueOf)
                .filter(order -> orders.get(order).isBefore(line) && !moved.contains(order))
                .findFirst()
                .orElseThrow();
        run("DELETE FROM orders WHERE order_id = ?", gone);
        orders.remove(gone);
        int come = orders.lastKey() + 1;
        LocalDateTime at = now.minusMonths(5);
        run("INSERT INTO orders VALUES (?, ?, 'placed', ?, ?)", come, UNCHANGED, at, at);
        run("INSERT INTO order_lines VALUES (?, 1, ?, 1, 1, ?)", come, UNCHANGED, at);
        connection.commit();
        return new Old(gone, come);
    }

    private LocalDateTime late(LocalDateTime at) {
        return at.minusHours(random.nextInt(80 * 24));
    }

    private int any() {
        return List.copyOf(orders.keySet()).get(random.nextInt(orders.size()));
    }

    private int product() {
        return 1 + random.nextInt(PRODUCTS);
    }

    private String status() {
        return List.of("paid", "sent", "returned", "cancelled").get(random.nextInt(4));
    }

    private void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i] instanceof LocalDateTime time ? text(time) : values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static String text(LocalDateTime time) {
        return time.toString().replace('T', ' ');
    }

    /** The rows of a query, as texts, sorted. */
    List<String> rows(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet found = statement.executeQuery()) {
            Stream.Builder<String> rows = Stream.builder();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(found.getString(i)));
                }
                rows.add(String.join("|", row));
            }
            connection.commit(); // else the next query would see this moment
            return rows.build().sorted().toList();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
