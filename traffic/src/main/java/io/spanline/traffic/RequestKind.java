package io.spanline.traffic;

import java.util.List;
import java.util.Locale;

/** The kinds of request that the shop takes, and the entry spans that each leaves behind. */
public enum RequestKind {
  /** service-a alone. */
  CATALOG("GET", "/catalog", List.of("service-a GET /catalog")),
  /** service-a calls service-b. */
  PRODUCT(
      "GET",
      "/products/p-%d",
      List.of("service-a GET /products/{id}", "service-b GET /stock/{id}")),
  /** service-a calls service-b, which calls service-c. */
  ORDER(
      "GET",
      "/orders/o-%d",
      List.of(
          "service-a GET /orders/{id}",
          "service-b GET /orders/{id}",
          "service-c GET /payments/{id}")),
  /** service-a calls service-b and service-c at the same time. */
  HOME(
      "GET",
      "/home",
      List.of(
          "service-a GET /home", "service-b GET /stock/{id}", "service-c GET /recommendations")),
  /** A POST with a body, through all three. */
  PLACE_ORDER(
      "POST",
      "/orders",
      List.of("service-a POST /orders", "service-b POST /orders", "service-c POST /payments")),
  /** An error that the caller asks of service-a. */
  FAILURE_A("GET", "/failures/service-a", List.of("service-a GET /failures/{service}")),
  /** An error that the caller asks of service-b; service-a answers 502 for it. */
  FAILURE_B(
      "GET",
      "/failures/service-b",
      List.of("service-a GET /failures/{service}", "service-b GET /failures/{service}")),
  /** An error that the caller asks of service-c; service-b and service-a answer 502 for it. */
  FAILURE_C(
      "GET",
      "/failures/service-c",
      List.of(
          "service-a GET /failures/{service}",
          "service-b GET /failures/{service}",
          "service-c GET /failures/{service}"));

  private final String method;
  private final String path;

  @SuppressWarnings("ImmutableEnumChecker") // Stream.toList gives an unmodifiable list of records
  private final List<EntrySpan> entrySpans;

  RequestKind(String method, String path, List<String> entrySpans) {
    this.method = method;
    this.path = path;
    this.entrySpans = entrySpans.stream().map(this::entrySpan).toList();
  }

  /** The word for it on the command line, such as {@code place-order}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String method() {
    return method;
  }

  /** The path for the n-th request. */
  public String path(int n) {
    return path.formatted(n);
  }

  public boolean hasBody() {
    return method.equals("POST");
  }

  /** Whether the caller asks for a 5xx. */
  public boolean fails() {
    return path.startsWith("/failures/");
  }

  /** The entry spans that a request of this kind leaves, in order of their start. */
  public List<EntrySpan> entrySpans() {
    return entrySpans;
  }

  /** An entry span to expect: whose, its name, and whether its status is ERROR. */
  public record EntrySpan(String service, String operation, boolean error) {}

  private EntrySpan entrySpan(String text) {
    int space = text.indexOf(' ');
    return new EntrySpan(text.substring(0, space), text.substring(space + 1), fails());
  }
}
