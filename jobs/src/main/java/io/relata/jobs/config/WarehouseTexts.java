package io.relata.jobs.config;

import io.relata.RelataException;
import io.relata.catalog.redshift.Grantee;
import io.relata.catalog.redshift.IamRole;
import io.relata.catalog.redshift.Identifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The kinds of text that the warehouse section holds. */
final class WarehouseTexts {

    private static final String NAME = "Use 1 to 127 bytes without quotation marks";

    static final Text<String> COLUMN = new Text<>(
            "the name of a column",
            "user_id",
            "",
            (text, path, reading) -> made(text, path, reading, name -> new Identifier(name).name(), NAME));

    static final Text<IamRole> ROLE = new Text<>(
            "default, or the ARN of a role, or several of which each may assume the next, with commas between",
            "arn:aws:iam::123456789012:role/spectrum",
            "",
            (text, path, reading) -> made(
                    text, path, reading, WarehouseTexts::role, "Write default or arn:aws:iam::123456789012:role/name"));

    static final Text<Grantee> READER = new Text<>(
            "everyone, or a name behind role:, group: or user:",
            "role:analysts",
            "^(everyone|(role|group|user):.{1,127})$",
            (text, path, reading) -> made(text, path, reading, WarehouseTexts::grantee, NAME));

    private static final Pattern URL_FORM = Pattern.compile("jdbc:[a-z]+(:iam)?://[A-Za-z0-9._:/-]{1,1000}");

    static final Text<String> JDBC_URL = new Text<>(
            "a JDBC address without options",
            "jdbc:redshift://cluster.example.eu-central-1.redshift.amazonaws.com:5439/dev",
            "",
            Texts.unshown(
                    URL_FORM,
                    "jdbc:, a driver, a host, a port and a database",
                    "Write for example jdbc:redshift://cluster.example.eu-central-1.redshift.amazonaws.com:5439/dev; user and"
                            + " password-variable are keys of their own"));

    static final Text<String> VARIABLE = new Text<>(
            "the name of a variable of the environment",
            "REDSHIFT_PASSWORD",
            "^[A-Za-z_][A-Za-z0-9_]{0,127}$",
            (text, path, reading) -> Optional.of(text.text()));

    private WarehouseTexts() {}

    private static <T> Optional<T> made(
            Node.Scalar text, KeyPath path, Reading reading, Function<String, T> conversion, String remedy) {
        try {
            return Optional.of(conversion.apply(text.text()));
        } catch (RelataException refused) {
            reading.problem(text.place(), path, "Redshift refuses " + text.quoted(), remedy);
            return Optional.empty();
        }
    }

    private static IamRole role(String text) {
        return text.equals("default")
                ? new IamRole.Default()
                : new IamRole.Named(
                        Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    }

    private static Grantee grantee(String text) {
        if (text.equals("everyone")) {
            return new Grantee.Everyone();
        }
        Identifier name = new Identifier(text.substring(text.indexOf(':') + 1));
        return switch (text.substring(0, text.indexOf(':'))) {
            case "role" -> new Grantee.Role(name);
            case "group" -> new Grantee.Group(name);
            default -> new Grantee.User(name);
        };
    }
}
