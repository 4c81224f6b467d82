package io.relata;

/**
 * A place in a run where a test may end or hold it, to see what the next run makes of what is left. For Relata's own
 * tests: nothing happens at any of them unless the system property {@value #PROPERTY} says so when the process starts,
 * and asking costs the read of a constant.
 *
 * <p>The property holds orders with commas between them, each {@code point=action} or {@code point:number=action}, as in
 * {@code shredding:1=throw,registered:2=halt}. Where a point counts, its number says how many are done, from 1; without a
 * number the first is meant. The actions are {@code halt}, which ends the process at once with exit code {@value
 * #HALTED} and runs nothing on the way; {@code throw}; and {@code wait}, until the thread is interrupted.
 *
 * <p>Each order is followed once in a process. Where the property {@value #FOLDER} names a folder, it is once among all
 * processes that share it, the file {@code point-number} there says that it was, and {@code wait} ends also when there
 * is a file {@code point-number.go}.
 */
public enum Failpoint {
    /** The input's files are listed and divided into splits. */
    LISTED,
    /** The input is surveyed; nothing is written. */
    SURVEYED,
    /** The task of this number has read nothing and not asked whether it may commit. */
    TASK_BEGUN,
    /** The task of this number has committed its files of one table and not yet those of the others. */
    SHREDDING,
    /** All tasks have committed, and the driver has done so for this many tables. */
    COMMITTED,
    /** Files were joined, and for this many tables their parts are deleted. */
    JOINED,
    /** This many derived tables are written. */
    DERIVED,
    /** All tables are written. */
    STAGED,
    /** The bookmark says which files were taken; there is no manifest. */
    BOOKMARKED,
    /** The manifest says what was written. */
    MANIFEST_WRITTEN,
    /** The run is noted as unfinished, and its manifest does not say so yet. */
    MARKED,
    /** The manifest says that tables may have moved; none has. */
    BEGUN,
    /** The catalog shows this many of the run's tables. */
    REGISTERED,
    /** All tables have moved and were asked for once more. */
    CHECKED,
    /** This many tables were moved back, since the run could not be published. */
    MOVED_BACK,
    /** The manifest says how publishing ended, and the run is still noted as unfinished. */
    ENDED,
    /** This many of the warehouse's views are refreshed. */
    REFRESHED,
    /** Nothing is left but to remove empty folders and to write the report. */
    CLEANUP,
    /** The run failed, and what it wrote is about to be deleted. */
    ABANDONING,
    /** A folder that nobody needs was removed. */
    VACUUMED;

    /** The system property with the orders. */
    public static final String PROPERTY = "relata.failpoint";

    /** The system property with the folder that tells what was followed. */
    public static final String FOLDER = "relata.failpoint.folder";

    /** The exit code of a process that was told to halt. */
    public static final int HALTED = 86;

    private static final boolean ON = System.getProperty(PROPERTY) != null;

    /** Says that the run is here. */
    public void reached() {
        reached(1);
    }

    /**
     * Says that the run is here for this many of what the point counts.
     *
     * @throws IllegalStateException when told to throw
     */
    public void reached(int number) {
        if (ON) {
            FailpointOrders.ofThisProcess().follow(this, number);
        }
    }
}
