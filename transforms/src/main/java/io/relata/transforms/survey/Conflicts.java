package io.relata.transforms.survey;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policies of a job. Without one, scalars of several kinds are {@link ConflictPolicy.Named#MAKE_COLS}, a value
 * beside arrays of its kind is {@link ConflictPolicy.Named#AS_ARRAY}, and a value that does not fit a pinned schema is
 * {@link ConflictPolicy.Named#REJECT}.
 *
 * @param standard the policy where the path has none of its own
 * @param paths policies by path, written as in {@link io.relata.transforms.plan.RelationalizeOptions}
 */
public record Conflicts(Optional<ConflictPolicy> standard, Map<String, ConflictPolicy> paths) implements Serializable {

    /** Nothing said. */
    public static final Conflicts NONE = new Conflicts(Optional.empty(), Map.of());

    public Conflicts {
        paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    }

    /** What the job says of the values at this path. */
    public Optional<ConflictPolicy> policy(String path) {
        return Optional.ofNullable(paths.get(path)).or(() -> standard);
    }

    /** The same policies by path, and another for all other paths. */
    public Conflicts withStandard(ConflictPolicy other) {
        return new Conflicts(Optional.of(other), paths);
    }

    /** An {@link Optional} cannot be serialized. */
    private Object writeReplace() {
        return new Serialized(standard.stream().toList(), new LinkedHashMap<>(paths));
    }

    private record Serialized(List<ConflictPolicy> standard, LinkedHashMap<String, ConflictPolicy> paths)
            implements Serializable {

        private Object readResolve() {
            return new Conflicts(standard.stream().findFirst(), paths);
        }
    }
}
