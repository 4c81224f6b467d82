package io.relata.jobs;

import java.util.regex.Pattern;

/** What a request to S3 asks for. */
enum S3Operation {
    GET,
    HEAD,
    LIST,
    PUT,
    COPY,
    DELETE,
    DELETE_MANY,
    BEGIN_UPLOAD,
    PUT_PART,
    COMPLETE_UPLOAD,
    ABORT_UPLOAD;

    private static final Pattern COPY_HEADER = Pattern.compile("(?i)\r\nx-amz-copy-source:");

    /** @param head the request line and the headers */
    static S3Operation of(String head) {
        String[] line = head.substring(0, head.indexOf('\r')).split(" ", -1);
        String query = line[1].contains("?") ? line[1].substring(line[1].indexOf('?') + 1) : "";
        boolean ofUpload = query.contains("uploadId=");
        return switch (line[0]) {
            case "GET" -> query.contains("list-type=") || query.startsWith("uploads") ? LIST : GET;
            case "HEAD" -> HEAD;
            case "PUT" -> ofUpload ? PUT_PART : COPY_HEADER.matcher(head).find() ? COPY : PUT;
            case "POST" -> ofUpload ? COMPLETE_UPLOAD : query.startsWith("uploads") ? BEGIN_UPLOAD : DELETE_MANY;
            case "DELETE" -> ofUpload ? ABORT_UPLOAD : DELETE;
            default -> throw new IllegalArgumentException("No operation of S3: " + line[0]);
        };
    }

    boolean writes() {
        return this != GET && this != HEAD && this != LIST;
    }
}
