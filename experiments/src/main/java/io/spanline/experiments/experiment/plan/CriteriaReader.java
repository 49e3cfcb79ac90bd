package io.spanline.experiments.experiment.plan;

import io.spanline.experiments.compare.Criterion;
import io.spanline.experiments.compare.Criterion.Quantity;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.yaml.StrictYaml;
import io.spanline.model.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads which figures decide.
 *
 * @param limits of those that name none
 */
record CriteriaReader(StrictYaml yaml, Limits limits) {
  private static final String SERVICE = "service";
  private static final String OPERATION = "operation";
  private static final String FIGURE = "figure";
  private static final String MOST_MILLIS = "max_abs_ms";
  private static final String MOST_PERCENT = "max_abs_percent";
  private static final Set<String> OF_LATENCY =
      StrictYaml.keys(
          FIGURE, SERVICE, OPERATION, LimitsReader.RATIO, LimitsReader.DELTA, MOST_MILLIS);
  private static final Set<String> OF_ERRORS =
      StrictYaml.keys(FIGURE, SERVICE, OPERATION, LimitsReader.POINTS, MOST_PERCENT);
  private static final int MOST = 4;

  private record Of(@Nullable String service, @Nullable String operation, Quantity quantity) {}

  List<Criterion> read(Node list) {
    List<Criterion> criteria = new ArrayList<>();
    Set<Of> seen = new HashSet<>();
    for (Node each : yaml.list(list)) {
      Criterion criterion = criterion(each);
      if (!seen.add(new Of(criterion.service(), criterion.operation(), criterion.quantity()))) {
        throw yaml.problem(each, "this figure decides already; keep one of the two");
      }
      criteria.add(criterion);
    }
    if (criteria.isEmpty() || criteria.size() > MOST) {
      throw yaml.problem(
          list, "decides has 1 to %d figures, was %d".formatted(MOST, criteria.size()));
    }
    return criteria;
  }

  private Criterion criterion(Node node) {
    Quantity quantity = quantity(node);
    boolean isRate = quantity == Quantity.ERROR_RATE;
    Map<String, Node> values = yaml.mapping(node, isRate ? OF_ERRORS : OF_LATENCY);
    String service = name(values.get(SERVICE), SERVICE);
    String operation = name(values.get(OPERATION), OPERATION);
    if (operation != null && service == null) {
      throw yaml.problem(node, "'service' is missing: an operation is one of a service");
    }
    LimitsReader reader = new LimitsReader(yaml);
    Double most = most(reader, values);
    for (String key : List.of(LimitsReader.RATIO, LimitsReader.DELTA, LimitsReader.POINTS)) {
      if (most != null && values.containsKey(key)) {
        throw yaml.problem(
            yaml.required(node, values, key),
            "%s is for a change, and %s for what it may be whatever it was; keep one"
                .formatted(key, isRate ? MOST_PERCENT : MOST_MILLIS));
      }
    }
    return new Criterion(service, operation, quantity, reader.read(values, limits), most);
  }

  private @Nullable Double most(LimitsReader reader, Map<String, Node> values) {
    Node millis = values.get(MOST_MILLIS);
    Node percent = values.get(MOST_PERCENT);
    if (millis != null) {
      return (double) reader.nanos(millis, MOST_MILLIS);
    }
    return percent == null
        ? null
        : (Double) reader.share(percent, "max_abs_percent is a number of percent, 0 to below 100");
  }

  private Quantity quantity(Node node) {
    Node figure = yaml.mapping(node).get(FIGURE);
    if (figure == null) {
      throw yaml.problem(node, "'figure' is missing; there are: " + quantities());
    }
    String word = yaml.text(figure);
    Optional<Quantity> quantity =
        Arrays.stream(Quantity.values()).filter(each -> each.word().equals(word)).findFirst();
    return quantity.orElseThrow(
        () ->
            yaml.problem(
                figure,
                "unknown figure '%s'; there are: %s"
                    .formatted(Printable.text(word), quantities())));
  }

  private static String quantities() {
    return Arrays.stream(Quantity.values()).map(Quantity::word).collect(Collectors.joining(", "));
  }

  private @Nullable String name(@Nullable Node node, String key) {
    if (node == null) {
      return null;
    }
    String name = yaml.text(node).strip();
    if (name.isEmpty()) {
      throw yaml.problem(node, key + " is a name, was empty");
    }
    return name;
  }
}
