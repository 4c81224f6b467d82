package io.relata.catalog.glue;

/** An error that the Glue API answers with. */
final class GlueRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    private GlueRefusal(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    static GlueRefusal of(String type, String message) {
        return new GlueRefusal(400, type, message);
    }

    static GlueRefusal internal() {
        return new GlueRefusal(500, "InternalServiceException", "An internal service error occurred.");
    }

    static GlueRefusal invalid(String message) {
        return of("InvalidInputException", message);
    }

    static GlueRefusal notFound(String message) {
        return of("EntityNotFoundException", message);
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
