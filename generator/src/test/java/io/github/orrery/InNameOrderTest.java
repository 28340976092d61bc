package io.github.orrery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.orrery.site.SideBySide;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InNameOrderTest {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @Test
    void resultsAreTakenInTheOrderOfTheThings() throws IOException {
        List<Integer> things = IntStream.range(0, 500).boxed().toList();
        List<Integer> taken = new ArrayList<>();

        InNameOrder.work(things, thing -> thing, taken::add);

        assertThat(taken).isEqualTo(things);
    }

    @Test
    void whileOneThingTakesLongTheOthersGoOn() throws IOException {
        int others = CORES > 1 ? 20 * CORES : 0;
        CountDownLatch worked = new CountDownLatch(others);
        List<Integer> taken = new ArrayList<>();

        InNameOrder.work(
                IntStream.rangeClosed(0, others).boxed().toList(),
                thing -> {
                    if (thing == 0) {
                        awaitAll(worked);
                    } else {
                        worked.countDown();
                    }
                    return thing;
                },
                taken::add);

        assertThat(taken).hasSize(others + 1);
    }

    @Test
    void ofLargeThingsOnlyAFewAreUnderWay() throws IOException {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        List<Integer> underWay = new ArrayList<>();

        InNameOrder.work(
                InNameOrder::workers,
                IntStream.range(0, 20 * CORES).boxed().toList(),
                thing -> 1000,
                thing -> begun.incrementAndGet(),
                result -> {
                    underWay.add(begun.get() - taken.getAndIncrement());
                });

        assertThat(underWay).allMatch(count -> count <= CORES + 1);
    }

    @Test
    void theFirstFailureInTheirOrderIsTold() {
        List<Integer> things = IntStream.range(0, 100).boxed().toList();

        assertThatThrownBy(() -> InNameOrder.work(
                        things,
                        thing -> {
                            if (thing % 10 == 3) {
                                throw new IOException("thing " + thing);
                            }
                            return thing;
                        },
                        taken -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("thing 3");
    }

    @Test
    void workersThatRestHelpTheOneThatHasALargeThing() throws IOException {
        int parts = CORES > 1 ? 2 : 1;
        CountDownLatch together = new CountDownLatch(parts);
        List<List<Boolean>> taken = new ArrayList<>();

        InNameOrder.work(
                InNameOrder::helpingWorkers,
                List.of("large"),
                thing -> 1,
                thing -> SideBySide.work(Collections.nCopies(parts, thing), part -> meet(together)),
                taken::add);

        assertThat(taken).containsExactly(Collections.nCopies(parts, true));
    }

    @Test
    void workersThatWaitAreNotJoinedByMore() throws IOException {
        CompletableFuture<String> made = new CompletableFuture<>();
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        InNameOrder.work(
                InNameOrder::helpingWorkers,
                IntStream.range(0, 10 * CORES).boxed().toList(),
                thing -> 1,
                thing -> {
                    most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
                    if (waiting.get() >= CORES) {
                        made.completeOnTimeout("made", 200, TimeUnit.MILLISECONDS);
                    }
                    made.join();
                    return waiting.decrementAndGet();
                },
                taken -> {});

        assertThat(most.get()).isEqualTo(CORES);
    }

    @Test
    void aFailureIsToldAsItIsAlsoByWorkersThatHelp() {
        IOException failure = new IOException("the disk");

        assertThatThrownBy(() -> InNameOrder.work(
                        InNameOrder::helpingWorkers,
                        List.of(1, 2, 3),
                        thing -> 1,
                        thing -> {
                            throw failure;
                        },
                        taken -> {}))
                .isSameAs(failure);
    }

    /** Whether others came too; who helps comes soon. */
    private static boolean meet(CountDownLatch together) {
        together.countDown();
        try {
            together.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static void awaitAll(CountDownLatch worked) throws IOException {
        try {
            worked.await();
        } catch (InterruptedException e) {
            throw new IOException("the others were not begun", e);
        }
    }
}
