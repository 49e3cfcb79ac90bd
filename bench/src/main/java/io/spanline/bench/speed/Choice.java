package io.spanline.bench.speed;

import io.spanline.bench.load.Source;
import io.spanline.settings.Catalogue.Encoding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param source of the rows of the table
 * @param instances of streams-baseline that drain the topic
 * @param peer program of {@link PeerProgram}; null if no part has the Collector
 * @param options more for the JVM of streams-baseline
 */
public record Choice(
    Set<Part> parts,
    Source source,
    int rounds,
    int instances,
    Pace pace,
    @Nullable Path peer,
    List<String> options) {
  private static final int BATCH = 5;

  public Choice {
    parts = Set.copyOf(parts);
    options = List.copyOf(options);
  }

  /** How fast and for how long spans come in the runs at a steady rate. */
  public record Pace(int perSecond, Duration time) {
    /** A source of the same shape at this pace. */
    Source of(Source shape) {
      return shape.of(perSecond * time.toSeconds()).at(perSecond);
    }

    Pace half() {
      return new Pace(perSecond / 2, time);
    }
  }

  /** A topic and all that take it. */
  record Heat(String label, Source source, List<Contestant> contestants) {
    Heat {
      contestants = List.copyOf(contestants);
    }
  }

  boolean has(Part part) {
    return parts.contains(part);
  }

  EngineContestant engine() {
    return EngineContestant.writing(Encoding.OTLP_PROTO, options).in(instances);
  }

  List<Heat> heats() {
    List<Heat> heats = new ArrayList<>();
    List<Contestant> single = single();
    if (!single.isEmpty()) {
      heats.add(new Heat("", source, single));
    }
    if (has(Part.BATCHED)) {
      heats.add(new Heat("", source.batched(BATCH), batched()));
    }
    if (has(Part.FLAT)) {
      heats.addAll(shapes());
    }
    return heats;
  }

  private List<Contestant> single() {
    List<Contestant> all = new ArrayList<>();
    if (has(Part.FLOORS)) {
      for (Floor.Kind kind : Floor.Kind.values()) {
        all.add(new FloorContestant(kind));
      }
    }
    if (has(Part.PEER) && peer != null) {
      all.add(new PeerContestant(peer));
    }
    if (has(Part.ENGINE)) {
      all.add(engine());
    }
    if (has(Part.JSON)) {
      all.add(EngineContestant.writing(Encoding.JSON, options));
    }
    return all;
  }

  private List<Contestant> batched() {
    List<Contestant> all = new ArrayList<>(List.of(new FloorContestant(Floor.Kind.STREAMS)));
    if (peer != null) {
      all.add(new PeerContestant(peer));
    }
    all.add(engine());
    return all;
  }

  private List<Heat> shapes() {
    return List.of(
        shape("10 traces at a time", source.interleaved(10), engine()),
        // Some 700 000 spans are open then.
        shape(
            "200 000 traces at a time, a heap of 1 500 MB",
            source.interleaved(200_000),
            engine().withHeap(1_500)),
        shape("500 spans a trace", source.ofTraces(500), engine()),
        shape("300 services", source.among(300), engine()),
        shape(
            "3 000 services, a heap of 512 MB",
            source.among(3_000),
            engine().withoutLimits().withHeap(512)));
  }

  private static Heat shape(String label, Source source, Contestant contestant) {
    return new Heat(label, source, List.of(contestant));
  }
}
