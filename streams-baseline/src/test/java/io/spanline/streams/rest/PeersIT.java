package io.spanline.streams.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.rest.Exposure;
import io.spanline.rest.RestServer;
import io.spanline.rest.Token;
import io.spanline.topic.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersIT {
  @TempDir private Path folder;

  @Test
  void bringsTheTokenThatAllInstancesWant() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "sixteen-letters!");
    Exposure exposure = Exposure.of("127.0.0.1", 0, file, Set.of());
    try (RestServer other =
        RestServer.serve(
            exposure,
            Json.MAPPER,
            List::of,
            routes -> routes.get("/v1/open", context -> context.json(Map.of("open", 3))))) {
      String address = "127.0.0.1:" + other.port();

      assertThat(asked(address, exposure.token()).answers()).hasToString("[{open=3}]");
      assertThat(asked(address, null).missing()).containsExactly(address);
    }
  }

  private static Peers.Gathered<?> asked(String address, @Nullable Token token) {
    Instances instances = () -> List.of(new Instances.Instance(address, List.of(), false));
    return new Peers(instances, token).ask("/v1/open", Map.class).gather();
  }
}
