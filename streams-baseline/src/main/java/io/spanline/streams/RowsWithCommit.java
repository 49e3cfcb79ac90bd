package io.spanline.streams;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A stage whose rows are cached until the flush before a commit. Without transactions a row that
 * was written earlier would be found after a crash by a task that begins at the last commit.
 */
record RowsWithCommit<KI, VI, KO, VO>(ProcessorSupplier<KI, VI, KO, VO> stage)
    implements ProcessorSupplier<KI, VI, KO, VO> {

  @Override
  public Processor<KI, VI, KO, VO> get() {
    return stage.get();
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    Set<StoreBuilder<?>> cached = new LinkedHashSet<>();
    Objects.requireNonNull(stage.stores(), "a stage owns its stores")
        .forEach(store -> cached.add(store.withCachingEnabled()));
    return cached;
  }
}
