package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.jobs.publish.Turn.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether really every order is run, judged by programs of reads and writes whose orders can be counted. */
class InterleavingsTest {

    private record Step(Kind kind, String place) {}

    /** What one order does: each process's log of what it read, and the memory. */
    private static final class Memory {

        private final Map<String, String> values = new TreeMap<>();
        private final Map<Integer, List<String>> logs = new TreeMap<>();

        private void step(int process, int number, Step step) {
            if (step.kind() == Kind.WRITE) {
                values.put(step.place(), process + "." + number);
                log(process, "wrote");
            } else {
                Map<String, String> read = new TreeMap<>(values);
                read.keySet().removeIf(place -> !place.startsWith(step.place()));
                log(process, read.toString());
            }
        }

        private void log(int process, String line) {
            logs.computeIfAbsent(process, key -> new ArrayList<>()).add(line);
        }

        private String outcome() {
            return values + " " + logs;
        }
    }

    @Test
    void turnsThatMeetComeInEveryOrderAndOthersInOne() {
        Step write = new Step(Kind.WRITE, "x");
        assertThat(orders(List.of(List.of(write, write), List.of(write, write))))
                .isEqualTo(6);
        assertThat(orders(List.of(List.of(write), List.of(write), List.of(write))))
                .isEqualTo(6);
        assertThat(orders(List.of(List.of(write, write), List.of(new Step(Kind.WRITE, "y")))))
                .isEqualTo(1);
        Step read = new Step(Kind.READ, "x");
        assertThat(orders(List.of(List.of(read, read), List.of(read, read)))).isEqualTo(1);
        assertThat(orders(List.of(List.of(read), List.of(write)))).isEqualTo(2);
        assertThat(orders(List.of(List.of(new Step(Kind.WRITE, "d/x")), List.of(new Step(Kind.READ, "d")))))
                .isEqualTo(2);
        assertThat(orders(List.of(List.of(new Step(Kind.WRITE, "d/x")), List.of(new Step(Kind.READ, "d/xy")))))
                .isEqualTo(1);
    }

    @Test
    void anOrderThatBreaksSomethingIsTold() {
        List<List<Step>> program = List.of(
                List.of(new Step(Kind.WRITE, "x")), List.of(new Step(Kind.READ, "x"), new Step(Kind.WRITE, "x")));
        assertThatThrownBy(() -> Interleavings.run(places -> world(
                        places,
                        program,
                        false,
                        memory -> assertThat(memory.values).doesNotContainValue("0.0"))))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("1 of 3 orders fail\n\n")
                .hasMessageEndingWith("after\n  process 1 reads x\n  process 1 writes x\n  process 0 writes x");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyOutcomeThatAnyOrderHasIsSeen(boolean mortal) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            List<List<Step>> program = program(random);
            Set<String> seen = new HashSet<>();
            Interleavings.run(places -> world(places, program, mortal, memory -> seen.add(memory.outcome())));
            Set<String> expected = new HashSet<>();
            tryAll(program, mortal, new ArrayList<>(), expected);
            assertThat(seen).as("seed " + seed + ", program " + program).isEqualTo(expected);
        }
    }

    private static List<List<Step>> program(Random random) {
        List<List<Step>> program = new ArrayList<>();
        int processes = 2 + random.nextInt(2);
        for (int process = 0; process < processes; process++) {
            List<Step> steps = new ArrayList<>();
            for (int i = 1 + random.nextInt(processes == 2 ? 4 : 2); i > 0; i--) {
                boolean writes = random.nextBoolean();
                String place = writes || random.nextBoolean() ? "d/" + "xy".charAt(random.nextInt(2)) : "d";
                steps.add(new Step(writes ? Kind.WRITE : Kind.READ, place));
            }
            program.add(steps);
        }
        return program;
    }

    /** @param order which process takes each step; a number beyond the processes' is that process's death */
    private static void tryAll(List<List<Step>> program, boolean mortal, List<Integer> order, Set<String> outcomes) {
        int[] done = new int[program.size()];
        Memory memory = new Memory();
        boolean[] dead = new boolean[program.size()];
        for (int turn : order) {
            int process = turn % program.size();
            if (turn >= program.size()) {
                dead[process] = true;
            } else {
                memory.step(process, done[process], program.get(process).get(done[process]));
                done[process]++;
            }
        }
        boolean ended = true;
        for (int process = 0; process < program.size(); process++) {
            if (!dead[process] && done[process] < program.get(process).size()) {
                ended = false;
                List<Integer> longer = new ArrayList<>(order);
                longer.add(process);
                tryAll(program, mortal, longer, outcomes);
                if (mortal && process == 0) {
                    longer.set(order.size(), process + program.size());
                    tryAll(program, mortal, longer, outcomes);
                }
            }
        }
        if (ended) {
            outcomes.add(memory.outcome());
        }
    }

    private static int orders(List<List<Step>> program) {
        return Interleavings.run(places -> world(places, program, false, memory -> {}));
    }

    /** @param mortal whether the first process may die */
    private static Interleavings.World world(
            MeetingPlaces places, List<List<Step>> program, boolean mortal, Consumer<Memory> check) {
        Memory memory = new Memory();
        Turns turns = new Turns(places);
        for (int number = 0; number < program.size(); number++) {
            int process = number;
            turns.add("process " + process, mortal && process == 0, () -> {
                List<Step> steps = program.get(process);
                for (int i = 0; i < steps.size(); i++) {
                    turns.await(steps.get(i).kind(), steps.get(i).place());
                    memory.step(process, i, steps.get(i));
                }
            });
        }
        return new Interleavings.World() {
            @Override
            public Turns turns() {
                return turns;
            }

            @Override
            public void checkAtEnd() {
                check.accept(memory);
            }
        };
    }
}
