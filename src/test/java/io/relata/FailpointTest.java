package io.relata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FailpointTest {

    @TempDir
    private Path folder;

    @Test
    void nothingHappensUnlessItIsOrdered() {
        assertThat(System.getProperty(Failpoint.PROPERTY)).isNull();
        assertThatCode(() -> {
                    for (Failpoint point : Failpoint.values()) {
                        point.reached();
                        point.reached(2);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void anOrderIsFollowedOnceAndAtItsNumber() {
        FailpointOrders orders = FailpointOrders.of("registered:2=throw,manifest-written=throw", Optional.empty());
        orders.follow(Failpoint.REGISTERED, 1);
        assertThatThrownBy(() -> orders.follow(Failpoint.REGISTERED, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Failpoint registered-2 was told to throw");
        orders.follow(Failpoint.REGISTERED, 2);
        orders.follow(Failpoint.REGISTERED, 3);
        assertThatThrownBy(() -> orders.follow(Failpoint.MANIFEST_WRITTEN, 1))
                .hasMessage("Failpoint manifest-written-1 was told to throw");
    }

    @Test
    void processesThatShareAFolderFollowAnOrderOnceAmongThem() {
        FailpointOrders one = FailpointOrders.of("staged=throw", Optional.of(folder));
        FailpointOrders other = FailpointOrders.of("staged=throw", Optional.of(folder));
        assertThatThrownBy(() -> one.follow(Failpoint.STAGED, 1)).isInstanceOf(IllegalStateException.class);
        assertThatCode(() -> other.follow(Failpoint.STAGED, 1)).doesNotThrowAnyException();
        assertThat(folder.resolve("staged-1")).exists();
    }

    @Test
    @Timeout(60)
    void waitingEndsWhenToldTo() throws Exception {
        FailpointOrders orders = FailpointOrders.of("shredding:3=wait", Optional.of(folder));
        Thread task = new Thread(() -> orders.follow(Failpoint.SHREDDING, 3));
        task.start();
        task.join(100);
        assertThat(task.isAlive()).isTrue();
        Files.createFile(folder.resolve("shredding-3.go"));
        task.join();
    }

    @Test
    @Timeout(60)
    void waitingEndsByInterruptionWhichIsKept() {
        FailpointOrders orders = FailpointOrders.of("staged=wait", Optional.empty());
        Thread.currentThread().interrupt();
        orders.follow(Failpoint.STAGED, 1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatIsNoOrderIsRefused() throws IOException {
        assertThatThrownBy(() -> FailpointOrders.of("staged", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not a failpoint's order, as registered:2=halt is: staged");
        assertThatThrownBy(() -> FailpointOrders.of("begun=halt,staged=explode", Optional.empty()))
                .hasMessage("Not one of halt, throw, wait: explode");
        assertThatThrownBy(() -> FailpointOrders.of("stagd=halt", Optional.empty()))
                .hasMessage("Not one of listed, surveyed, task-begun, shredding, committed, joined, derived,"
                        + " staged, bookmarked, manifest-written, marked, begun, registered, checked, moved-back, ended,"
                        + " refreshed, cleanup, abandoning, vacuumed: stagd");
    }
}
