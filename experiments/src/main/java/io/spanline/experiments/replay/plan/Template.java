package io.spanline.experiments.replay.plan;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A text with gaps that each request fills. It never shows itself: what it holds may be a secret.
 */
final class Template {
  private final List<Part> parts;

  Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * What a request fills the gaps with.
   *
   * @param path the parts of its captured path
   * @param n how many of its route went before
   */
  record Filling(List<String> path, long n) {}

  String fill(Filling filling) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.text(filling)));
    return text.toString();
  }

  /** How many parts a path must have. */
  int leastParts() {
    return parts.stream().mapToInt(Part::leastParts).max().orElse(0);
  }

  /** A piece of the text. */
  sealed interface Part {
    String text(Filling filling);

    default int leastParts() {
      return 0;
    }
  }

  /** What is the same in every request; a secret too. */
  static final class Fixed implements Part {
    private final String text;

    Fixed(String text) {
      this.text = text;
    }

    @Override
    public String text(Filling filling) {
      return text;
    }
  }

  /** A part of the captured path, from 0. */
  record OfPath(int index, Place place) implements Part {
    @Override
    public String text(Filling filling) {
      return place.written(UrlPath.decoded(filling.path().get(index)));
    }

    @Override
    public int leastParts() {
      return index + 1;
    }
  }

  /** How many requests of the route went before. */
  record Sequence() implements Part {
    @Override
    public String text(Filling filling) {
      return Long.toString(filling.n());
    }
  }

  /** A number from {@code least} to {@code most}, the same for the same seed and request. */
  record Drawn(long seed, long least, long most) implements Part {
    @Override
    public String text(Filling filling) {
      SplittableRandom random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + filling.n());
      return Long.toString(random.nextLong(least, most + 1));
    }
  }
}
