package io.relata.jobs.publish;

import io.relata.jobs.publish.Turn.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Processes of which one at a time goes one turn further: each stops before it does what another may notice. Threads
 * that are no processes of these turns pass.
 */
final class Turns {

    private final MeetingPlaces places;
    private final List<Process> processes = new ArrayList<>();
    private final Semaphore handedBack = new Semaphore(0);
    private Function<List<Turn>, Optional<Turn>> choice = possible -> Optional.empty();
    private boolean choosing;

    Turns(MeetingPlaces places) {
        this.places = places;
    }

    /** Thrown where a process dies; nothing of Relata catches an error. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;

        Died() {
            super("died", null, false, false);
        }
    }

    /** A process, and what became of it. */
    final class Process extends Thread {

        private final Semaphore turn = new Semaphore(0);
        private final Runnable work;
        private final boolean mortal;
        private Optional<Turn> next = Optional.empty();
        private boolean dies;
        private boolean died;
        private Optional<Throwable> failure = Optional.empty();

        private Process(String name, Runnable work, boolean mortal) {
            super(name);
            setDaemon(true);
            this.work = work;
            this.mortal = mortal;
        }

        @Override
        public void run() {
            try {
                work.run();
            } catch (Died e) {
                died = true;
            } catch (RuntimeException | Error e) {
                failure = Optional.of(e);
            } finally {
                next = Optional.empty();
                handOn();
            }
        }

        boolean died() {
            return died;
        }

        Optional<Throwable> failure() {
            return failure;
        }

        boolean succeeded() {
            return !died && failure.isEmpty();
        }

        private void stop(Kind kind, String place) {
            if (dies) {
                throw new Died();
            }
            Turn wanted = new Turn(getName(), kind, place);
            if (!places.isMeeting(wanted) && !mortal) {
                return;
            }
            next = Optional.of(wanted);
            handOn();
            turn.acquireUninterruptibly();
            if (dies) {
                throw new Died();
            }
        }

        private void take(Kind kind) {
            dies = kind == Kind.DIE;
            next = Optional.empty();
            turn.release();
        }

        private boolean belongsTo(Turns turns) {
            return Turns.this == turns;
        }
    }

    /** @param mortal whether it may die before anything that it does */
    Process add(String name, boolean mortal, Runnable work) {
        Process process = new Process(name, work, mortal);
        processes.add(process);
        return process;
    }

    /** Called by a process before it does something. */
    void await(Kind kind, String place) {
        if (Thread.currentThread() instanceof Process process && process.belongsTo(this)) {
            process.stop(kind, place);
        }
    }

    /**
     * Runs the processes until all have ended, or nothing is chosen; then what is left dies where it is.
     *
     * @param chosen what happens next of what may; called by any thread, one at a time
     */
    void run(Function<List<Turn>, Optional<Turn>> chosen) {
        for (Process process : processes) {
            process.start();
            handedBack.acquireUninterruptibly();
        }
        choice = chosen;
        choosing = true;
        handOn();
        handedBack.acquireUninterruptibly();
        choosing = false;
        for (Process process : processes) {
            while (process.next.isPresent()) {
                process.take(Kind.DIE);
                handedBack.acquireUninterruptibly();
            }
        }
    }

    /** Whoever has stopped lets the next one go on: itself, another one, or who started them all. */
    private void handOn() {
        Optional<Turn> chosen = choosing ? chosen() : Optional.empty();
        if (chosen.isEmpty()) {
            handedBack.release();
            return;
        }
        processes.stream()
                .filter(process -> process.getName().equals(chosen.get().process()))
                .findFirst()
                .orElseThrow()
                .take(chosen.get().kind());
    }

    private Optional<Turn> chosen() {
        List<Turn> possible = possible();
        return possible.isEmpty() ? Optional.empty() : choice.apply(possible);
    }

    /** What may happen next, always in the same order; empty when all have ended. */
    List<Turn> possible() {
        List<Turn> possible = new ArrayList<>();
        processes.forEach(process -> process.next.ifPresent(possible::add));
        processes.stream()
                .filter(process -> process.mortal)
                .forEach(process -> process.next.map(Turn::dying).ifPresent(possible::add));
        return possible;
    }
}
