package io.spanline.stack.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.model.Address;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.StackRefusal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsIT {
  @Test
  void namesEachTakenPortAndWhatToDo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Settings settings =
          Settings.of(Map.of("SPANLINE_PORT_CAPTURE_WRITER", "" + taken.getLocalPort()));

      assertThatThrownBy(() -> Ports.check(settings, List.of(Port.CAPTURE_WRITER), Set.of()))
          .isInstanceOf(StackRefusal.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("capture-writer")
          .hasMessageContaining(Ports.whoListens(taken.getLocalPort()))
          .hasMessageContaining("SPANLINE_PORT_CAPTURE_WRITER")
          .hasMessageContaining("--ports auto");
    }
  }

  @Test
  void seesAListenerOnAllAddresses() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
    }
  }

  @Test
  void refusesOnePortForTwo() {
    Settings settings = Ports.free(Settings.of(Map.of()));
    Settings doubled =
        settings.with(Map.of("SPANLINE_PORT_SERVICE_A", settings.text(Port.SERVICE_B.setting())));

    assertThatThrownBy(
            () -> Ports.check(doubled, List.of(Port.SERVICE_A, Port.SERVICE_B), Set.of()))
        .hasMessageContaining("SPANLINE_PORT_SERVICE_A and SPANLINE_PORT_SERVICE_B are both");
  }

  @Test
  void refusesAProxyOfTheFileWhosePortIsTakenOrOneOfTheStacks() throws Exception {
    Settings settings = Ports.free(Settings.of(Map.of()));
    Address own = new Address("0.0.0.0", settings.port(Port.SERVICE_A));

    assertThatThrownBy(() -> Ports.check(settings, List.of(Port.SERVICE_A), Set.of(own)))
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining(
            "infra/edges.yaml has %s, the port of SPANLINE_PORT_SERVICE_A".formatted(own));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Address listen = new Address("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(() -> Ports.check(settings, List.of(), Set.of(listen)))
          .hasMessageContaining(
              "port %d of a proxy in infra/edges.yaml is taken; who listens"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void findsAFreePortForEach() {
    Settings settings = Ports.free(Settings.of(Map.of()));

    assertThat(Stream.of(Port.values()).map(settings::port))
        .doesNotHaveDuplicates()
        .allMatch(Ports::isFree);
    assertThat(settings.port(Port.KAFKA)).isNotEqualTo(9092);
  }
}
