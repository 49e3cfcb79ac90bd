package io.spanline.experiments.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spanline.experiments.compare.Subject.Kind;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The smallest changes that are found, for programs, as {@code data/schemas/detectable.schema.json}
 * says.
 *
 * @param side what it was called
 * @param paired whether it is a replay, to be compared request by request
 * @param inOrder whether its latencies are known in their order
 * @param figures in the order of {@link Comparison#subjects}
 */
public record DetectableFile(
    String schema,
    String side,
    boolean paired,
    @JsonUnwrapped LimitsJson limits,
    @JsonProperty("in_order") boolean inOrder,
    List<Smallest> figures) {
  public DetectableFile {
    figures = List.copyOf(figures);
  }

  /**
   * The smallest change of one figure. Latencies are milliseconds, rates fractions of 1.
   *
   * @param requests or calls that the side has
   * @param figure as in a {@link Figure}
   * @param decides whether it is among those that decide
   * @param now what it is
   * @param smallest of a latency the ratio, of a rate the difference; null if none is found
   * @param needed how many samples it takes on each side, if there are too few; else null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Smallest(
      Kind kind,
      String service,
      String name,
      @Nullable Long requests,
      String figure,
      boolean decides,
      @Nullable BigDecimal now,
      @Nullable BigDecimal smallest,
      @Nullable Long needed) {}

  /** With what it is judged by. */
  public static DetectableFile of(Detectable of) {
    Comparison withItself = of.withItself();
    return new DetectableFile(
        "spanline.detectable/1",
        of.side(),
        of.paired(),
        LimitsJson.of(of.limits()),
        withItself.inOrder(),
        withItself.subjects().stream()
            .flatMap(
                subject ->
                    subject.figures().stream().map(figure -> smallest(withItself, subject, figure)))
            .toList());
  }

  private static Smallest smallest(Comparison in, Subject subject, Figure figure) {
    return new Smallest(
        subject.kind(),
        subject.service(),
        subject.name(),
        subject.before(),
        figure.name(),
        subject.decides(figure, in),
        figure.before(),
        figure.smallest(),
        figure.needed());
  }
}
