package io.relata.catalog.redshift;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.List;
import java.util.regex.Pattern;

/** As whom Redshift reads S3 and the Glue Data Catalog. */
public sealed interface IamRole {

    /** The value of {@code IAM_ROLE}. */
    String sql();

    /** The cluster's or namespace's default role. */
    record Default() implements IamRole {

        @Override
        public String sql() {
            return "default";
        }
    }

    /**
     * A role, or a chain of which each may assume the next.
     *
     * @param arns 1 to 10
     */
    record Named(List<String> arns) implements IamRole {

        private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");
        private static final int MOST = 10;

        /** @throws RelataException when one is not the ARN of a role, or there are too many */
        public Named {
            arns = List.copyOf(arns);
            if (arns.isEmpty() || arns.size() > MOST) {
                throw refused(
                        String.join(",", arns), "there are " + arns.size() + " of them, and 1 to 10 can be chained");
            }
            for (String arn : arns) {
                if (!ARN.matcher(arn).matches()) {
                    throw refused(arn, "it is not the ARN of a role");
                }
            }
        }

        public static Named of(String arn) {
            return new Named(List.of(arn));
        }

        @Override
        public String sql() {
            return Literal.of(String.join(",", arns));
        }

        private static RelataException refused(String arn, String why) {
            return RelataException.usage(new Problem(
                    "Cannot give Redshift a role", arn, why, "Write it as arn:aws:iam::123456789012:role/name"));
        }
    }
}
