package io.spanline.bench.speed;

import io.spanline.bench.load.Filler.Filled;
import io.spanline.bench.load.Source;
import io.spanline.bench.speed.Floor.Kind;
import io.spanline.bench.speed.SpeedResult.Group;
import io.spanline.bench.speed.SpeedResult.Row;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.stack.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Lets one process after another take the same topic, in turns. */
public final class SpeedBench implements AutoCloseable {
  private static final int BATCH = 5;

  private final Checkout checkout;
  private final Path folder;
  private final Consumer<String> say;
  private @Nullable SpeedScene scene;
  private boolean closed;

  /**
   * Makes a bench; {@link #run} starts its parts.
   *
   * @param folder for logs and topics
   * @param say hears of the progress
   */
  public SpeedBench(Checkout checkout, Path folder, Consumer<String> say) {
    this.checkout = checkout;
    this.folder = folder;
    this.say = say;
  }

  /**
   * What is measured.
   *
   * @param peer program of {@link PeerProgram}; null if no part has the Collector
   * @param options more for the JVM of streams-baseline
   */
  public record Choice(
      Set<Part> parts, Source source, int rounds, @Nullable Path peer, List<String> options) {
    public Choice {
      parts = Set.copyOf(parts);
      options = List.copyOf(options);
    }

    private List<Contestant> contestants() {
      List<Contestant> all = new ArrayList<>();
      if (parts.contains(Part.FLOORS)) {
        for (Kind kind : Kind.values()) {
          all.add(new FloorContestant(kind));
        }
      }
      if (parts.contains(Part.PEER) && peer != null) {
        all.add(new PeerContestant(peer));
      }
      if (parts.contains(Part.ENGINE)) {
        all.add(EngineContestant.writing(Encoding.OTLP_PROTO, options));
      }
      if (parts.contains(Part.JSON)) {
        all.add(EngineContestant.writing(Encoding.JSON, options));
      }
      return all;
    }

    private List<Contestant> batched() {
      List<Contestant> all = new ArrayList<>(List.of(new FloorContestant(Kind.STREAMS)));
      if (peer != null) {
        all.add(new PeerContestant(peer));
      }
      all.add(EngineContestant.writing(Encoding.OTLP_PROTO, options));
      return all;
    }
  }

  /** Measures what was chosen. */
  public SpeedResult run(Choice choice) throws IOException {
    List<Group> groups = new ArrayList<>();
    List<Contestant> single = choice.contestants();
    if (!single.isEmpty()) {
      groups.add(group(choice.source(), single, choice.rounds()));
    }
    if (choice.parts().contains(Part.BATCHED)) {
      groups.add(group(choice.source().batched(BATCH), choice.batched(), choice.rounds()));
    }
    return new SpeedResult(groups);
  }

  private Group group(Source source, List<Contestant> contestants, int rounds) throws IOException {
    Path own = folder.resolve("records-of-" + source.spansPerRecord());
    try (SpeedScene filled = open(new SpeedScene(checkout, source, own))) {
      say.accept("filling a topic: %d spans".formatted(source.spans()));
      Filled sent = filled.begin();
      List<List<Drain>> measured = new ArrayList<>();
      contestants.forEach(contestant -> measured.add(new ArrayList<>()));
      for (int round = 1; round <= rounds; round++) {
        for (int i = 0; i < contestants.size(); i++) {
          Contestant contestant = contestants.get(i);
          say.accept("round %d of %d: %s".formatted(round, rounds, contestant.title()));
          Drain drain = contestant.drain(filled);
          say.accept("  " + drain.words());
          measured.get(i).add(drain);
        }
      }
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < contestants.size(); i++) {
        rows.add(new Row(contestants.get(i).title(), contestants.get(i).role(), measured.get(i)));
      }
      return new Group(source, sent, rows);
    } finally {
      Utils.delete(own.resolve("kafka").toFile());
    }
  }

  private synchronized SpeedScene open(SpeedScene opened) {
    if (closed) {
      throw new IllegalStateException("stopped");
    }
    scene = opened;
    return opened;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (scene != null) {
      scene.close();
    }
  }
}
