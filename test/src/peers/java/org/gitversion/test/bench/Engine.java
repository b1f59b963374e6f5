package org.gitversion.test.bench;

import java.util.List;
import org.gitversion.test.support.Database;

/** Something that makes scripts which turn one state into another. */
interface Engine {
    String name();

    /** Makes a script that turns the state of one database into that of the other. */
    Script script(Change change) throws Exception;

    /**
     * A pair of states, in one direction.
     *
     * @param id a name that the pair has and no other
     * @param forth whether it goes from the first to the second
     * @param source a database in the state to start with, with rows
     * @param desired a database in the state to end with
     */
    record Change(String id, boolean forth, Database source, Database desired) {}

    /** Runs a script; tells the error, or null. */
    interface Application {
        String to(Database target);
    }

    /**
     * What came of it.
     *
     * @param statements its statements, without those about the session and the transaction
     * @param milliseconds how long it took to make, reading of the states included
     * @param refused why there is none, or null
     * @param unmodeled the objects that the engine said it leaves out
     * @param announced whether it says that data may be lost
     * @param application runs it
     */
    record Script(
            List<String> statements,
            double milliseconds,
            String refused,
            List<String> unmodeled,
            boolean announced,
            Application application) {

        static Script refusal(String why) {
            return new Script(List.of(), 0, why, List.of(), false, target -> why);
        }
    }
}
