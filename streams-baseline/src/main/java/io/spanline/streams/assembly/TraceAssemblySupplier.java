package io.spanline.streams.assembly;

import io.spanline.streams.inquiry.TaskInquiries;
import io.spanline.streams.intake.Intake;
import io.spanline.streams.store.Changelog;
import io.spanline.streams.store.CommitHook;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stage from decoded records to traces and ledgers, with the stores that it owns. */
public final class TraceAssemblySupplier
    implements ProcessorSupplier<byte[], Intake, String, AssemblyOutput> {
  private static final Logger LOG = LoggerFactory.getLogger(TraceAssemblySupplier.class);

  /** The stage after it, which takes all that it says. */
  public static final String STATISTICS = "windowed-statistics";

  /** Where its traces go. */
  public static final String TRACES = "traces-of-assembly";

  /** Where its ledgers go. */
  public static final String LEDGERS = "ledgers-of-assembly";

  public static final String OPEN_TRACES = "open-traces";
  public static final String CLOSED_TRACES = "closed-traces";
  public static final String LEDGER = "partition-ledger";

  private final AssemblyRules rules;
  private final MemoryBounds bounds;
  private final InputProgress progress;
  private final TaskInquiries inquiries;

  public TraceAssemblySupplier(
      AssemblyRules rules, MemoryBounds bounds, InputProgress progress, TaskInquiries inquiries) {
    this.rules = rules;
    this.bounds = bounds;
    this.progress = progress;
    this.inquiries = inquiries;
    // The heap may allow less than the settings say: here it can be seen.
    LOG.atInfo()
        .addKeyValue("openBytes", bounds.openBytes())
        .addKeyValue("openTraces", bounds.openTraces())
        .addKeyValue("rememberedBytes", bounds.rememberedBytes())
        .log("bounds of a partition's traces");
  }

  @Override
  public Processor<byte[], Intake, String, AssemblyOutput> get() {
    return new TraceAssemblyProcessor(rules, bounds, progress, inquiries);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(rows(OPEN_TRACES), rows(CLOSED_TRACES), ledger());
  }

  /** On the heap: rows live for seconds, and a put is several times cheaper than to disk. */
  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> rows(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingEnabled(Changelog.ofStoreOnHeap());
  }

  /**
   * One row, rewritten with each commit, before which assembly stores the rest. It is on disk for
   * its side effect: only with a store on disk does Kafka Streams keep its process id in the state
   * folder, by which a restart after a crash ends its own dangling transaction at once instead of
   * letting every reader wait for the transaction's timeout.
   */
  private static StoreBuilder<KeyValueStore<Integer, byte[]>> ledger() {
    return CommitHook.around(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(LEDGER), Serdes.Integer(), Serdes.ByteArray())
            .withLoggingEnabled(Changelog.ofStoreOnDisk()));
  }
}
