package io.relata.jobs.publish;

/**
 * What a process does next that another one may notice.
 *
 * @param place what it is done to: a path of which every longer one that begins with it is a part
 */
record Turn(String process, Kind kind, String place) {

    /** How the place is concerned. */
    enum Kind {
        READ,
        WRITE,
        /** The process ends here, before its turn. */
        DIE
    }

    Turn dying() {
        return new Turn(process, Kind.DIE, place);
    }

    /** Whether the two may come in either order with the same effect. */
    boolean commutesWith(Turn other) {
        if (process.equals(other.process)) {
            return false;
        }
        boolean neitherChanges = kind != Kind.WRITE && other.kind != Kind.WRITE;
        return neitherChanges || kind == Kind.DIE || other.kind == Kind.DIE || !touches(other);
    }

    private boolean touches(Turn other) {
        return (place + "/").startsWith(other.place + "/") || (other.place + "/").startsWith(place + "/");
    }

    @Override
    public String toString() {
        return switch (kind) {
            case READ -> process + " reads " + place;
            case WRITE -> process + " writes " + place;
            case DIE -> process + " dies before " + place;
        };
    }
}
