package io.relata.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the statements of an IAM policy allow of S3, for requests that name the bucket in their path. Rule: "Actions,
 * resources, and condition keys for Amazon S3" in AWS's Service Authorization Reference. Conditions are unknown here.
 */
final class S3Policy {

    private static final String ARN = "arn:aws:s3:::";
    private static final String ACTION = "s3:";

    private final List<Grant> grants = new ArrayList<>();

    private record Grant(String action, Pattern resource) {}

    /** An action on a bucket or a key. */
    private record Need(String action, String resource) {}

    S3Policy(JsonNode statements) {
        for (JsonNode statement : statements) {
            texts(statement.path("Action"))
                    .filter(action -> action.startsWith(ACTION))
                    .forEach(action -> texts(statement.path("Resource"))
                            .forEach(resource -> grants.add(new Grant(
                                    action, Pattern.compile(("\\Q" + resource + "\\E").replace("*", "\\E.*\\Q"))))));
        }
    }

    Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        grants.forEach(grant -> actions.add(grant.action()));
        return actions;
    }

    /** The actions that requests need, each once. */
    static Set<String> needed(List<FaultyProxy.Request> requests) {
        Set<String> actions = new TreeSet<>();
        requests.forEach(request -> actions.add(need(request).action()));
        return actions;
    }

    /** What requests need and nobody grants. */
    List<String> refused(List<FaultyProxy.Request> requests) {
        return requests.stream()
                .map(S3Policy::need)
                .filter(need -> grants.stream()
                        .noneMatch(grant -> grant.action().equals(need.action())
                                && grant.resource().matcher(need.resource()).matches()))
                .map(need -> need.action() + " on " + need.resource())
                .distinct()
                .toList();
    }

    private static Need need(FaultyProxy.Request request) {
        String path = URI.create("http://store" + request.target()).getPath().substring(1);
        String bucket = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        boolean ofBucket = path.length() <= bucket.length() + 1;
        String query = request.target().replaceFirst("^[^?]*\\??", "");
        String action = switch (request.operation()) {
            case LIST -> query.startsWith("uploads") ? "ListBucketMultipartUploads" : "ListBucket";
            case GET, HEAD -> ofBucket ? "ListBucket" : "GetObject";
            case PUT, COPY, BEGIN_UPLOAD, PUT_PART, COMPLETE_UPLOAD -> "PutObject";
            case DELETE, DELETE_MANY -> "DeleteObject";
            case ABORT_UPLOAD -> "AbortMultipartUpload";
        };
        // Which keys are deleted together is in the body, which is not kept.
        String resource = request.operation() == S3Operation.DELETE_MANY ? bucket + "/games/any" : path;
        return new Need(ACTION + action, ARN + (action.startsWith("ListBucket") ? bucket : resource));
    }

    private static Stream<String> texts(JsonNode oneOrMore) {
        return oneOrMore.isArray()
                ? StreamSupport.stream(oneOrMore.spliterator(), false).map(JsonNode::asText)
                : Stream.of(oneOrMore.asText());
    }
}
