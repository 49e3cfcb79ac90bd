package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import io.spanline.clients.ClientException;
import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy;
import io.spanline.endtoend.RealStack;
import io.spanline.settings.Port;
import io.spanline.stack.plan.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our client and the real Toxiproxy, with another client as the witness. */
@Tag("stack")
class ToxiproxyIT {
  @TempDir static Path folder;
  @AutoClose private static RealStack stack;
  private static Toxiproxy toxiproxy;
  private static ToxiproxyClient witness;

  @BeforeAll
  static void start() {
    stack = RealStack.start(folder, Set.of(Component.TOXIPROXY), Map.of());
    toxiproxy = new Toxiproxy(stack.address(Port.TOXIPROXY));
    witness = new ToxiproxyClient("127.0.0.1", stack.settings().port(Port.TOXIPROXY));
  }

  @Test
  void theWitnessSeesEachChange() throws IOException {
    Toxic latency =
        new Toxic(
            "a b ä",
            "latency",
            Toxic.Stream.UPSTREAM,
            0.3,
            new TreeMap<>(Map.of("latency", 40L, "jitter", 7L)));

    Toxiproxy.Proxy made = toxiproxy.create(proxy("seen", latency));

    assertThat(witness.getProxy("seen").getListen()).isEqualTo(made.listen());
    assertThat(made.toxics()).hasSize(1);
    Latency seen = (Latency) witness.getProxy("seen").toxics().getAll().get(0);
    assertThat(seen.getName()).isEqualTo("a b ä");
    assertThat(seen.getStream()).isEqualTo(ToxicDirection.UPSTREAM);
    assertThat(seen.getToxicity()).isEqualTo(0.3f);
    assertThat(List.of(seen.getLatency(), seen.getJitter())).containsExactly(40L, 7L);

    toxiproxy.remove("seen", latency);
    assertThat(witness.getProxy("seen").toxics().getAll()).isEmpty();
  }

  @Test
  void whatOthersSetIsRead() throws IOException {
    witness
        .createProxy("read", "127.0.0.1:0", "127.0.0.1:1")
        .toxics()
        .slicer("cut", ToxicDirection.DOWNSTREAM, 100, 30)
        .setToxicity(0.5f);

    assertThat(toxiproxy.proxies().get("read").toxics())
        .singleElement()
        .satisfies(
            toxic -> {
              assertThat(toxic.type()).isEqualTo("slicer");
              assertThat(toxic.stream()).isEqualTo(Toxic.Stream.DOWNSTREAM);
              assertThat(toxic.toxicity()).isEqualTo(0.5);
              assertThat(toxic.attributes()).containsEntry("average_size", 100L);
            });
  }

  @Test
  void aSecondToxicOfTheNameIsRefusedUnlessItIsEqual() {
    Toxic latency = Toxic.latency(Toxic.Stream.DOWNSTREAM, Duration.ofMillis(5));
    Toxic longer = Toxic.latency(Toxic.Stream.DOWNSTREAM, Duration.ofMillis(6));
    Toxiproxy.Proxy made = toxiproxy.create(proxy("twice", latency));

    toxiproxy.add("twice", latency);
    assertThatThrownBy(() -> toxiproxy.add("twice", longer))
        .isInstanceOf(ClientException.class)
        .hasMessage("Toxiproxy: toxic already exists");

    assertThat(toxiproxy.proxy("twice")).isEqualTo(made);
  }

  private static Toxiproxy.Proxy proxy(String name, Toxic... toxics) {
    return new Toxiproxy.Proxy(name, "127.0.0.1:0", "127.0.0.1:1", true, List.of(toxics));
  }
}
