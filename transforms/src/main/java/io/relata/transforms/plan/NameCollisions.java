package io.relata.transforms.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives every claim a name of its own: one that has a name keeps it, the strongest of the others gets its natural one,
 * the rest {@code __2}, {@code __3} and so on.
 */
final class NameCollisions {

    private final List<NameClaim> claims;
    private final List<Optional<String>> kept;
    private final int longest;
    private final Set<String> taken = new HashSet<>();

    private NameCollisions(
            List<NameClaim> claims, List<Optional<String>> kept, Collection<String> reserved, int longest) {
        this.claims = claims;
        this.kept = kept;
        this.longest = longest;
        taken.addAll(reserved);
        kept.forEach(name -> name.ifPresent(taken::add));
    }

    /**
     * The names, in the order of the claims.
     *
     * @param kept by claim the name that it has already
     * @param reserved names that nobody else gets
     * @param longest the most bytes a new name may have
     */
    static List<String> resolve(
            List<NameClaim> claims, List<Optional<String>> kept, Collection<String> reserved, int longest) {
        return new NameCollisions(claims, kept, reserved, longest).names();
    }

    private List<String> names() {
        Map<String, List<Integer>> rivals = new TreeMap<>();
        String[] names = new String[claims.size()];
        for (int i = 0; i < claims.size(); i++) {
            if (kept.get(i).isPresent()) {
                names[i] = kept.get(i).get();
            } else {
                rivals.computeIfAbsent(claims.get(i).natural(), ignored -> new ArrayList<>())
                        .add(i);
            }
        }
        List<Integer> beaten = new ArrayList<>();
        rivals.forEach((natural, group) -> {
            group.sort((one, other) -> NameClaim.PRECEDENCE.compare(claims.get(one), claims.get(other)));
            boolean free = taken.add(natural);
            if (free) {
                names[group.get(0)] = natural;
            }
            beaten.addAll(group.subList(free ? 1 : 0, group.size()));
        });
        // Only now: a number must not take a name that somebody has by nature.
        Map<String, Integer> next = new TreeMap<>();
        for (int i : beaten) {
            names[i] = numbered(claims.get(i), next);
        }
        return List.copyOf(Arrays.asList(names));
    }

    private String numbered(NameClaim claim, Map<String, Integer> next) {
        for (int number = next.getOrDefault(claim.natural(), 2); ; number++) {
            String name = NameLength.withSuffix(claim.natural(), "__" + number, longest, claim.path());
            if (taken.add(name)) {
                next.put(claim.natural(), number + 1);
                return name;
            }
        }
    }
}
