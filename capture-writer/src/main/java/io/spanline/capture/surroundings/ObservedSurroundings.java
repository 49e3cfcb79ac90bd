package io.spanline.capture.surroundings;

import io.spanline.capture.order.StopSignal;
import io.spanline.capture.toxics.ToxicsWatch;
import io.spanline.capture.toxics.ToxicsWatch.Watched;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import java.time.Clock;
import java.util.Set;

/**
 * The conditions of a range as this process can observe them: toxics by looking at Toxiproxy and by
 * the topic {@code toxics}, resource use and dead letters by the topics {@code otlp_metrics} and
 * {@code dead-letters}.
 */
public final class ObservedSurroundings implements Surroundings, AutoCloseable {
  private final ToxicsWatch toxics;
  private final ResourceUses uses;
  private final DeadLettersOfRange letters;

  /** Observes from now on, until it is closed. */
  public ObservedSurroundings(Settings settings, Clock clock) {
    this.toxics =
        new ToxicsWatch(
            new Watched(settings.toxiproxyApi(), settings.otherToxiproxy()),
            settings.address(Port.KAFKA),
            clock);
    this.uses = new ResourceUses(settings.address(Port.KAFKA));
    this.letters =
        new DeadLettersOfRange(
            settings.address(Port.KAFKA), settings.value(Catalogue.TRACE_SETTLE));
  }

  @Override
  public Manifest.Conditions during(TimeRange range, Set<String> services, StopSignal stop) {
    return new Manifest.Conditions(
        toxics.during(range, stop),
        uses.during(range, services, stop),
        letters.during(range, stop));
  }

  @Override
  public void close() {
    toxics.close();
  }
}
