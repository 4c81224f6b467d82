package io.relata.testing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What programs can name of classes: public types, and their public and protected members, a line each. */
final class PublicApi {

    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    private PublicApi() {}

    /**
     * @param one a class of the module
     * @param packages those that programs may use, without what is below them
     */
    static SortedSet<String> of(Class<?> one, Set<String> packages) throws IOException {
        Path top = folder(one);
        SortedSet<String> lines = new TreeSet<>();
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                String name = top.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                if (packages.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))
                        && !name.endsWith("package-info")) {
                    lines.addAll(of(type(name, one.getClassLoader())));
                }
            }
        }
        return lines;
    }

    /** Of one type; nothing of one that programs cannot name. */
    static List<String> of(Class<?> type) {
        List<String> lines = new ArrayList<>();
        if (isNameable(type)) {
            lines.add(type.getName() + ": " + header(type));
            Stream.of(type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                    .flatMap(Arrays::stream)
                    .filter(PublicApi::isShown)
                    .forEach(member -> lines.add(type.getName() + ": " + text(member)));
        }
        return lines;
    }

    private static boolean isNameable(Class<?> type) {
        return isOpen(type.getModifiers())
                && (type.getEnclosingClass() == null || isNameable(type.getEnclosingClass()))
                && !type.isAnonymousClass();
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static <M extends AccessibleObject & Member> boolean isShown(M member) {
        return isOpen(member.getModifiers())
                && !member.isSynthetic()
                && !(member instanceof Method method
                        && OF_EVERY_OBJECT.contains(method.getName())
                        && !Modifier.isAbstract(method.getModifiers()));
    }

    private static String header(Class<?> type) {
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
        String modifiers = Modifier.toString(type.getModifiers() & ~Modifier.INTERFACE & ~Modifier.STATIC);
        List<String> parts = new ArrayList<>(List.of(modifiers, kind + Arrays.toString(type.getTypeParameters())));
        if (type.getGenericSuperclass() != null) {
            parts.add("extends " + type.getGenericSuperclass().getTypeName());
        }
        if (type.getGenericInterfaces().length > 0) {
            parts.add("implements " + names(type.getGenericInterfaces()));
        }
        if (type.isSealed()) {
            parts.add("permits " + names(type.getPermittedSubclasses()));
        }
        return String.join(" ", parts).replace("[]", "");
    }

    private static String names(Type... types) {
        return Stream.of(types).map(Type::getTypeName).sorted().collect(joining(", "));
    }

    private static String text(Member member) {
        return member instanceof Field field ? field.toGenericString() : ((Executable) member).toGenericString();
    }

    private static Class<?> type(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Path folder(Class<?> one) {
        try {
            return Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
