package io.spanline.stack.plan;

import io.spanline.model.Address;
import io.spanline.stack.plan.Edges.Edge;
import io.spanline.stack.plan.Edges.Ends;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An entry of the file of edges as it stands there. */
record EdgeEntry(int line, Map<String, Field> fields) {
  static final List<String> FIELDS = List.of("from", "to", "proxy", "listen", "upstream");

  // A slash ends a name in Toxiproxy's paths; "->" and a last "-" mean an edge where a proxy is
  // named.
  private static final String PROXY = "[^\\s/>]*[^\\s/>-]";

  /** A field's value, and its line. */
  record Field(int line, String text) {}

  EdgeEntry {
    fields = Map.copyOf(fields);
  }

  /** The edge, unless a problem is found. */
  Optional<Edge> edge(EdgeProblems problems) {
    int before = problems.count();
    String from = needed("from", problems);
    String to = needed("to", problems);
    Field proxy = fields.get("proxy");
    if (proxy != null && !proxy.text().matches(PROXY)) {
      problems.add(
          proxy.line(),
          "proxy: must be a name without blank, '/' and '>' that does not end in '-', was '%s'"
              .formatted(proxy.text()));
    }
    Ends ends = ends(problems);
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(new Edge(from, to, proxy == null ? null : proxy.text(), ends));
  }

  private String needed(String field, EdgeProblems problems) {
    Field found = fields.get(field);
    if (found == null) {
      problems.add(line, field + ": is missing");
      return "";
    }
    return found.text();
  }

  /** The addresses of its proxy: both or none. */
  private @Nullable Ends ends(EdgeProblems problems) {
    if (!fields.containsKey("listen") && !fields.containsKey("upstream")) {
      return null;
    }
    if (!fields.containsKey("proxy")) {
      problems.add(line, "proxy: is missing; listen and upstream are a proxy's");
    }
    Optional<Address> listen = address("listen", problems);
    Optional<Address> upstream = address("upstream", problems);
    return listen.isEmpty() || upstream.isEmpty() ? null : new Ends(listen.get(), upstream.get());
  }

  private Optional<Address> address(String field, EdgeProblems problems) {
    String text = needed(field, problems);
    Optional<Address> address = Address.of(text).filter(each -> !each.host().isEmpty());
    Field found = fields.get(field);
    if (found != null && address.isEmpty()) {
      problems.add(
          found.line(),
          "%s: must be host:port, such as 127.0.0.1:8202, was '%s'".formatted(field, text));
    }
    return address;
  }
}
