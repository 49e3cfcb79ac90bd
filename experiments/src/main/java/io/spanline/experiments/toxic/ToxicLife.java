package io.spanline.experiments.toxic;

import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Toxics;
import io.spanline.topic.ToxicChange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a toxic was on, by its records.
 *
 * @param best the record that knows most of it
 * @param from when it was asked for or, if nobody said, first seen; when it went, if that is all
 *     that is known
 * @param to when it was gone; null if it is on
 */
public record ToxicLife(ToxicChange best, Instant from, @Nullable Instant to) {
  static ToxicLife of(ToxicChange change) {
    return new ToxicLife(change, start(change), change.gone());
  }

  /** When a toxic could act, by a record: from when it was asked for. */
  static Instant start(ToxicChange change) {
    return change.asked() != null ? change.asked() : change.at();
  }

  /** Whether a record says when it came, and not only when it went. */
  public boolean hasBeginning() {
    return best.confirmed() != null;
  }

  boolean isOverBy(Instant time) {
    return to != null && !to.isAfter(time);
  }

  public boolean overlaps(TimeRange range) {
    return from.isBefore(range.to()) && (to == null || to.isAfter(range.from()));
  }

  /** With a further record that it is on: whoever put it on knows best. */
  ToxicLife withOn(ToxicChange on) {
    if (hasBeginning() && (best.asked() != null || (on.asked() == null && !isBefore(on)))) {
      return this;
    }
    return new ToxicLife(on, isOverBy(start(on)) ? Objects.requireNonNull(to) : start(on), to);
  }

  private boolean isBefore(ToxicChange on) {
    return start(on).isBefore(from);
  }

  /** With a further record that it is gone: the first to see it is right. */
  ToxicLife withGone(Instant gone) {
    return to == null || gone.isBefore(to) ? new ToxicLife(best, from, gone) : this;
  }

  /** As a manifest has it. */
  Toxics.Toxic inManifest() {
    boolean down = best.type().equals(Toxics.DOWN);
    SortedMap<String, BigDecimal> attributes = new TreeMap<>();
    if (!down) {
      best.attributes().forEach((name, value) -> attributes.put(name, BigDecimal.valueOf(value)));
    }
    return new Toxics.Toxic(
        best.proxy(),
        best.toxic(),
        best.type(),
        best.stream(),
        down ? null : BigDecimal.valueOf(best.toxicity()),
        attributes,
        best.edge(),
        best.owner(),
        from,
        to);
  }
}
