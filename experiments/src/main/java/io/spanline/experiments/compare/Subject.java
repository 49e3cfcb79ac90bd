package io.spanline.experiments.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service, operation or edge.
 *
 * @param service whose operation it is, or itself; of an edge the caller
 * @param name of an edge {@code caller->callee}
 * @param before requests or calls on the first side; null if it has none
 * @param after those of the second
 * @param reason why it is not judged as a whole; null if it is
 * @param alone new, gone, or too little data to say so, if only one side has it; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Subject(
    Kind kind,
    String service,
    String name,
    @Nullable Long before,
    @Nullable Long after,
    @Nullable String reason,
    @Nullable Word alone,
    List<Figure> figures) {
  public Subject {
    figures = List.copyOf(figures);
  }

  /** What it is. */
  public enum Kind {
    @JsonProperty("edge")
    EDGE,
    @JsonProperty("service")
    SERVICE,
    @JsonProperty("operation")
    OPERATION
  }

  /** Whether one of its figures is among those that decide in a comparison. */
  public boolean decides(Figure figure, Comparison in) {
    return kind == Kind.SERVICE && in.decides().contains(name) && figure.canDecide();
  }

  /** Whether anything of it is not as it was. */
  public boolean moved() {
    return (alone != null && alone.isMove())
        || figures.stream().anyMatch(figure -> figure.word().isMove());
  }
}
