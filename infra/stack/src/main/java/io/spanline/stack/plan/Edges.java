package io.spanline.stack.plan;

import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.model.Address;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list of edges in {@code infra/edges.yaml}, and what is generated from it. */
public record Edges(List<Edge> edges) {
  /** The file, from the clone's folder. */
  static final String FILE = "infra/edges.yaml";

  /**
   * One service that calls another.
   *
   * @param from the caller's name, as in statistics
   * @param to the callee's
   * @param proxy the name of the Toxiproxy proxy that the calls go through; null for none
   * @param ends where the proxy listens and what it calls; null if that is not said
   */
  public record Edge(String from, String to, @Nullable String proxy, @Nullable Ends ends) {
    /** The call of the shop that it is, if it is one. */
    public Optional<ShopCall> shopCall() {
      return ShopCall.between(from, to);
    }
  }

  /** Both ends of a proxy. */
  public record Ends(Address listen, Address upstream) {}

  public Edges {
    edges = List.copyOf(edges);
  }

  /**
   * Those of the file.
   *
   * @throws io.spanline.stack.StackRefusal that names each wrong field and its line
   */
  public static Edges of(Checkout checkout) throws IOException {
    return new Edges(EdgesFile.read(checkout.file(FILE)));
  }

  /** Without those between services of the shop that do not both run. */
  public Edges among(Set<String> services) {
    return new Edges(
        edges.stream()
            .filter(
                edge ->
                    edge.shopCall().isEmpty()
                        || (services.contains(edge.from()) && services.contains(edge.to())))
            .toList());
  }

  /** The file for Toxiproxy's {@code -config}: each proxy whose ends are known. */
  public String toxiproxyConfig(Settings settings) {
    List<Proxy> proxies = new ArrayList<>();
    ends(settings)
        .forEach(
            (name, ends) ->
                proxies.add(
                    new Proxy(
                        name,
                        ends.listen().toString(),
                        ends.upstream().toString(),
                        true,
                        List.of())));
    return ToxiproxyConfig.of(proxies);
  }

  /** The names of the proxies that the stack's Toxiproxy makes. */
  public List<String> proxies(Settings settings) {
    return List.copyOf(ends(settings).keySet());
  }

  private Map<String, Ends> ends(Settings settings) {
    Map<String, Ends> ends = new LinkedHashMap<>();
    for (Edge edge : edges) {
      if (edge.proxy() != null) {
        ends(edge, settings).ifPresent(known -> ends.putIfAbsent(edge.proxy(), known));
      }
    }
    return ends;
  }

  /** As the file says, else by the settings of the shop's ports. */
  private static Optional<Ends> ends(Edge edge, Settings settings) {
    return Optional.ofNullable(edge.ends())
        .or(
            () ->
                edge.shopCall()
                    .map(
                        call ->
                            new Ends(
                                new Address(
                                    settings.listenAddress(), settings.port(call.proxyPort())),
                                address(settings, call.calleePort()))));
  }

  /** The proxy ports of the shop that are listened on by the settings. */
  List<Port> proxyPorts() {
    return edges.stream()
        .filter(edge -> edge.proxy() != null && edge.ends() == null)
        .flatMap(edge -> edge.shopCall().stream())
        .map(ShopCall::proxyPort)
        .distinct()
        .toList();
  }

  /** Where proxies listen that the file gives an address. */
  public Set<Address> listens() {
    return edges.stream()
        .flatMap(edge -> Stream.ofNullable(edge.ends()))
        .map(Ends::listen)
        .collect(Collectors.toSet());
  }

  /** Where the caller finds the callee: at its proxy, if it has one whose ends are known. */
  public String address(ShopCall call, Settings settings) {
    return edges.stream()
        .filter(edge -> edge.proxy() != null && edge.shopCall().equals(Optional.of(call)))
        .findFirst()
        .map(
            edge ->
                edge.ends() == null
                    ? settings.address(call.proxyPort())
                    : edge.ends().listen().toString())
        .orElseGet(() -> settings.address(call.calleePort()));
  }

  private static Address address(Settings settings, Port port) {
    return Address.of(settings.address(port)).orElseThrow();
  }
}
