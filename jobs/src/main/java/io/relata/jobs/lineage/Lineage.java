package io.relata.jobs.lineage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.Catalog;
import io.relata.Problem;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.report.RunReport;
import io.relata.transforms.plan.RelationalPlan;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.types.StructType;

/**
 * Tells of one run when it begins and when it ends. Whatever becomes of the telling, the run goes on: what was not taken
 * is warned of and noted.
 */
public final class Lineage {

    private final JobFile job;
    private final RunEvents events;
    private final CatalogNames names;
    private final Catalog catalog;
    private final Receiver receiver;
    private final Consumer<String> warnings;
    private final List<String> notes = new ArrayList<>();

    Lineage(
            JobFile job,
            RunEvents events,
            CatalogNames names,
            Catalog catalog,
            Receiver receiver,
            Consumer<String> warnings) {
        this.job = job;
        this.events = events;
        this.names = names;
        this.catalog = catalog;
        this.receiver = receiver;
        this.warnings = warnings;
    }

    /**
     * What a run made public.
     *
     * @param plan how its nested source became tables; empty where it relationalized nothing
     */
    public record Published(Optional<RelationalPlan> plan) {}

    /** The run begins. */
    public void started(Instant at) {
        tell(() -> events.event(
                RunEvents.Type.START,
                at,
                Optional.empty(),
                inputs().datasets(events.facets(), Map.of()),
                JsonNodeFactory.instance.arrayNode()));
    }

    /**
     * The run is over.
     *
     * @param published empty where readers see nothing of the run
     */
    public void ended(RunReport report, Optional<Published> published) {
        tell(() -> {
            RunInputs inputs = inputs();
            Optional<RelationalPlan> plan = published.flatMap(Published::plan);
            RunOutputs outputs = new RunOutputs(names, new ColumnOrigins(job, inputs, plan));
            return events.event(
                    report.error().isPresent() ? RunEvents.Type.FAIL : RunEvents.Type.COMPLETE,
                    report.ended(),
                    report.error(),
                    inputs.datasets(events.facets(), schemas(plan)),
                    outputs.datasets(published.isPresent() ? report.tables() : List.of(), events.facets()));
        });
    }

    /** What is to be said of the telling itself: what was not taken, and why. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private RunInputs inputs() {
        return new RunInputs(job, names, catalog);
    }

    private Map<String, StructType> schemas(Optional<RelationalPlan> plan) {
        return plan.flatMap(known -> job.relationalize().map(spec -> Map.of(spec.source(), known.source())))
                .orElse(Map.of());
    }

    private void tell(Supplier<ObjectNode> event) {
        try {
            receiver.take(event.get());
        } catch (IOException e) {
            warn(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Messages of others may quote what is nobody's business.
            warn(e.getClass().getSimpleName());
        }
    }

    private void warn(String why) {
        String warning = new Problem(
                        "An event of lineage was not delivered",
                        receiver.place(),
                        why,
                        "The run and its tables do not depend on it")
                .toString();
        notes.add(warning);
        warnings.accept(warning);
    }
}
