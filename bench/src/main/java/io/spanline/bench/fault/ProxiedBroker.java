package io.spanline.bench.fault;

import io.spanline.harness.process.ProxyProbe;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.ToxiproxyProcess;
import io.spanline.settings.Port;
import java.io.IOException;
import java.util.Map;

/** A broker that has a second door, in front of which Toxiproxy stands. */
final class ProxiedBroker {
  private final World world;
  private final ToxiproxyProcess toxiproxy;
  private final int port;

  private ProxiedBroker(World world, ToxiproxyProcess toxiproxy, int port) {
    this.world = world;
    this.toxiproxy = toxiproxy;
    this.port = port;
  }

  /** Starts both. */
  static ProxiedBroker start(World world) throws IOException {
    world.say("starting Toxiproxy and the broker");
    int behind = world.freePort();
    int front = world.freePort();
    ToxiproxyProcess toxiproxy = world.toxiproxy();
    toxiproxy.start(front, behind);
    world.broker().listenBehind(behind, front);
    world.broker().start();
    return new ProxiedBroker(world, toxiproxy, front);
  }

  /** An instance of streams-baseline that comes through the proxy; it does not run yet. */
  StreamsProcess streams() {
    return world.streams(Map.of(Port.KAFKA.setting().name(), String.valueOf(port)));
  }

  /** What a connection of its own meets on the way through the proxy. */
  ProxyProbe probe(int questions) {
    return ProxyProbe.of(port, questions);
  }

  /** Host and port of the proxy. */
  String address() {
    return "127.0.0.1:" + port;
  }

  /** Puts a toxic in, both ways. */
  void poison(String type, Map<String, Object> attributes) throws IOException {
    toxiproxy.add(type, "upstream", attributes);
    toxiproxy.add(type, "downstream", attributes);
  }

  /** Takes it out. */
  void heal(String type) throws IOException {
    toxiproxy.remove(type, "upstream");
    toxiproxy.remove(type, "downstream");
  }

  ToxiproxyProcess toxiproxy() {
    return toxiproxy;
  }
}
