package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every bucket promises; the publish protocol rests on it. */
abstract class BucketContract {
    private static final ObjectHeaders HEADERS =
            new ObjectHeaders("application/vnd.dcos.universe.repo+json;charset=utf-8;version=v5", "no-cache", "gzip");

    /** A bucket without any object; another one for each call. */
    abstract Bucket empty() throws IOException;

    /** More than one answer can list, where listings come in several. */
    int many() {
        return 40;
    }

    @Test
    void whatWasPutIsThere() throws IOException {
        Bucket bucket = empty();
        String etag = bucket.put("a/b.json", text("one"), HEADERS, WriteCondition.ALWAYS);

        assertThat(new String(bucket.get("a/b.json").orElseThrow().bytes(), StandardCharsets.US_ASCII))
                .isEqualTo("one");
        Bucket.Head head = bucket.head("a/b.json").orElseThrow();
        assertThat(head.size()).isEqualTo(3);
        assertThat(head.sha256()).isEqualTo(text("one").sha256());
        assertThat(head.etag())
                .isEqualTo(etag)
                .isEqualTo(bucket.get("a/b.json").orElseThrow().etag());
        if (bucket.keepsHeaders()) {
            assertThat(head.headers()).isEqualTo(HEADERS);
        }
    }

    @Test
    void whatIsNotThereIsNothing() throws IOException {
        Bucket bucket = empty();

        assertThat(bucket.get("a")).isEmpty();
        assertThat(bucket.head("a")).isEmpty();
        assertThat(bucket.list("")).isEmpty();
        bucket.delete("a");
    }

    @Test
    void listsByPrefixHoweverManyThereAre() throws IOException {
        Bucket bucket = empty();
        for (int i = 0; i < many(); i++) {
            bucket.put("many/" + i, text("x"), HEADERS, WriteCondition.ALWAYS);
        }
        bucket.put("manyfold", text("xy"), HEADERS, WriteCondition.ALWAYS);

        assertThat(bucket.list("many/")).hasSize(many());
        assertThat(bucket.list("")).hasSize(many() + 1);
        assertThat(bucket.list("manyf").get("manyfold").size()).isEqualTo(2);
    }

    @Test
    void aCopyHasItsOwnHeaders() throws IOException {
        Bucket bucket = empty();
        bucket.put("from/x", text("one"), ObjectHeaders.BY_HASH, WriteCondition.ALWAYS);
        bucket.put("to", text("other"), ObjectHeaders.BY_HASH, WriteCondition.ALWAYS);

        bucket.copy("from/x", "to", HEADERS);

        assertThat(bucket.get("to").orElseThrow().bytes()).asString().isEqualTo("one");
        if (bucket.keepsHeaders()) {
            assertThat(bucket.head("to").orElseThrow().headers()).isEqualTo(HEADERS);
            assertThat(bucket.head("from/x").orElseThrow().headers()).isEqualTo(ObjectHeaders.BY_HASH);
        }
    }

    @Test
    void aCopyStaysWhenItsSourceIsReplaced() throws IOException {
        Bucket bucket = empty();
        bucket.put("from", text("one"), HEADERS, WriteCondition.ALWAYS);
        bucket.copy("from", "to", HEADERS);

        bucket.put("from", text("two"), HEADERS, WriteCondition.ALWAYS);
        bucket.delete("from");

        assertThat(bucket.get("to").orElseThrow().bytes()).asString().isEqualTo("one");
    }

    @Test
    void writesOnlyWhereNothingIsIfAskedTo() throws IOException {
        Bucket bucket = empty();
        bucket.put("a", text("one"), HEADERS, WriteCondition.IF_ABSENT);

        assertThatThrownBy(() -> bucket.put("a", text("two"), HEADERS, WriteCondition.IF_ABSENT))
                .isInstanceOf(ConditionFailedException.class);
        assertThat(bucket.get("a").orElseThrow().bytes()).asString().isEqualTo("one");
    }

    @Test
    void writesOnlyOverWhatWasReadIfAskedTo() throws IOException {
        Bucket bucket = empty();
        String first = bucket.put("a", text("one"), HEADERS, WriteCondition.ALWAYS);
        bucket.put("a", text("two"), HEADERS, new WriteCondition.IfMatch(first));

        assertThatThrownBy(() -> bucket.put("a", text("three"), HEADERS, new WriteCondition.IfMatch(first)))
                .isInstanceOf(ConditionFailedException.class);
        assertThat(bucket.get("a").orElseThrow().bytes()).asString().isEqualTo("two");
        bucket.delete("a");
        assertThatThrownBy(() -> bucket.put("a", text("three"), HEADERS, new WriteCondition.IfMatch(first)))
                .isInstanceOf(ConditionFailedException.class);
        assertThat(bucket.get("a")).isEmpty();
    }

    @Test
    void ofManyConditionalWritersOneWins() throws Exception {
        Bucket bucket = empty();
        String first = bucket.put("a", text("first"), HEADERS, WriteCondition.ALWAYS);
        for (WriteCondition condition : List.of(WriteCondition.IF_ABSENT, new WriteCondition.IfMatch(first))) {
            String key = condition == WriteCondition.IF_ABSENT ? "b" : "a";
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                ObjectContent content = text("writer " + i);
                writers.add(() -> {
                    try {
                        bucket.put(key, content, HEADERS, condition);
                        return true;
                    } catch (ConditionFailedException e) {
                        return false;
                    } catch (BucketException e) {
                        assertThat(e.isPassing()).as(e.getMessage()).isTrue();
                        return false;
                    }
                });
            }
            ExecutorService threads = Executors.newFixedThreadPool(writers.size());
            int winners = 0;
            for (Future<Boolean> won : threads.invokeAll(writers)) {
                winners += won.get() ? 1 : 0;
            }
            threads.shutdown();
            assertThat(winners).isEqualTo(1);
        }
    }

    static ObjectContent text(String text) {
        return ObjectContent.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
