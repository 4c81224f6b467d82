package io.relata.catalog.glue;

import io.relata.Problem;
import io.relata.RelataException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Which failures of calls pass by themselves, and how the others are told. */
final class GlueFailures {

    private static final Set<String> PASSING = Set.of(
            "ConcurrentModificationException",
            "FederationSourceRetryableException",
            "InternalFailure",
            "InternalServerException",
            "InternalServiceException",
            "OperationTimeoutException",
            "RequestTimeout",
            "RequestTimeoutException",
            "ResourceNotReadyException",
            "ServiceUnavailableException",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException");

    /** Others may repeat what was signed, the session token included. */
    private static final Set<String> SHOWN = Set.of(
            "AccessDeniedException",
            "AlreadyExistsException",
            "ConcurrentModificationException",
            "EntityNotFoundException",
            "ExpiredTokenException",
            "FederatedResourceAlreadyExistsException",
            "FederationSourceException",
            "FederationSourceRetryableException",
            "GlueEncryptionException",
            "InternalServiceException",
            "InvalidInputException",
            "OperationTimeoutException",
            "ResourceNotReadyException",
            "ResourceNumberLimitExceededException",
            "ThrottlingException",
            "ValidationException");

    private GlueFailures() {}

    /** Whether the same call may succeed later. A passing failure leaves open whether the call had its effect. */
    static boolean isPassing(SdkException failure) {
        if (failure instanceof AwsServiceException refused) {
            return refused.isThrottlingException()
                    || refused.isClockSkewException()
                    || refused.statusCode() >= 500
                    || isPassing(code(refused));
        }
        if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException) {
            return true;
        }
        // A host that is not known is a wrong region more often than a passing fault.
        return cause(failure, UnknownHostException.class).isEmpty()
                && (failure.retryable() || cause(failure, IOException.class).isPresent());
    }

    /** The same for one item of a batch. */
    static boolean isPassing(String code) {
        return PASSING.contains(code);
    }

    /**
     * @param what what could not be done, with the name of the thing
     * @param where the catalog
     */
    static RelataException problem(String what, String where, SdkException failure) {
        String why = failure instanceof AwsServiceException refused ? why(refused) : why(failure);
        return RelataException.failed(new Problem(what, where, why, remedy(failure)), failure);
    }

    private static String why(AwsServiceException refused) {
        String code = code(refused);
        String message = Optional.ofNullable(refused.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .orElse("");
        return SHOWN.contains(code) && !message.isBlank()
                ? code + ": " + phrase(message)
                : code + " with HTTP status " + refused.statusCode();
    }

    private static String why(SdkException failure) {
        if (lacksCredentials(failure)) {
            return "there are no AWS credentials";
        }
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        return "no answer: " + deepest.getClass().getSimpleName() + ": " + phrase(String.valueOf(deepest.getMessage()));
    }

    private static String remedy(SdkException failure) {
        if (lacksCredentials(failure)) {
            return "Give credentials by the environment, an AWS profile or the role of the machine";
        }
        if (failure instanceof AwsServiceException refused) {
            return switch (code(refused)) {
                case "AccessDeniedException" ->
                    "Allow it for the role that runs the job, in IAM and, where it is in use, in Lake Formation";
                case "ExpiredTokenException",
                        "UnrecognizedClientException",
                        "InvalidSignatureException",
                        "IncompleteSignatureException" -> "Renew the AWS credentials and run again";
                case "ResourceNumberLimitExceededException" -> "Have the quota raised, or remove what is not needed";
                case "GlueEncryptionException" -> "Allow the role that runs the job to use the catalog's KMS key";
                case "InvalidInputException", "ValidationException" -> "Correct what it names";
                default -> "Run again when the catalog answers";
            };
        }
        return "Check the region and the way to its endpoint, and run again";
    }

    private static boolean lacksCredentials(SdkException failure) {
        return String.valueOf(failure.getMessage()).startsWith("Unable to load credentials");
    }

    private static String code(AwsServiceException refused) {
        return Optional.ofNullable(refused.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("an error without a name");
    }

    private static String phrase(String message) {
        String oneLine = message.strip();
        return oneLine.endsWith(".") ? oneLine.substring(0, oneLine.length() - 1) : oneLine;
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 50; depth++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
