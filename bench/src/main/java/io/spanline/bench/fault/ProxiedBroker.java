package io.spanline.bench.fault;

import io.spanline.clients.Toxic;
import io.spanline.harness.process.StreamsProcess;
import io.spanline.harness.process.ToxiproxyProcess;
import io.spanline.settings.Port;
import java.io.IOException;
import java.util.Map;

/** A broker with a second listener, behind Toxiproxy's port. */
record ProxiedBroker(FaultScene scene, ToxiproxyProcess toxiproxy, int port) {
  /** Starts both. */
  static ProxiedBroker start(FaultScene scene) throws IOException {
    scene.say("starting Toxiproxy and the broker");
    int behind = scene.freePort();
    int front = scene.freePort();
    ToxiproxyProcess toxiproxy = scene.toxiproxy();
    toxiproxy.start(front, behind);
    scene.broker().listenBehind(behind, front);
    scene.broker().start();
    return new ProxiedBroker(scene, toxiproxy, front);
  }

  /** An instance of streams-baseline that comes through the proxy; it does not run yet. */
  StreamsProcess streams() {
    return scene.streams(Map.of(Port.KAFKA.setting().name(), String.valueOf(port)));
  }

  /** Host and port of the proxy. */
  String address() {
    return "127.0.0.1:" + port;
  }

  /** Puts a toxic on the proxy, both ways. */
  void poison(String type, Map<String, Long> attributes) {
    for (Toxic.Stream stream : Toxic.Stream.values()) {
      toxiproxy.add(Toxic.of(type, stream, attributes));
    }
  }

  /** Takes it off. */
  void heal(String type) {
    for (Toxic.Stream stream : Toxic.Stream.values()) {
      toxiproxy.remove(Toxic.of(type, stream, Map.of()));
    }
  }
}
