package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.endtoend.LinkedClone.Ran;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tools where the one way out is a proxy that wants a password. */
@Timeout(value = 120)
class ProxyIT {
  private static final String LOGIN =
      Base64.getEncoder().encodeToString("spanline:p@ss word".getBytes(StandardCharsets.UTF_8));

  @TempDir private Path folder;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  @Test
  void bringsThePasswordOfHttpsProxyForTheTunnel() throws IOException {
    LinkedClone clone = LinkedClone.in(folder);
    Ran ran;
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> answer(proxy), "proxy");
      thread.setDaemon(true);
      thread.start();
      ran = clone.run(environment(proxy.getLocalPort()), "./spanline", "tools");
    }

    assertThat(ran.exit()).as(ran.output()).isEqualTo(2);
    assertThat(ran.output()).contains("502").doesNotContain("p@ss", "p%40ss", LOGIN);
    assertThat(requests).allMatch(request -> request.startsWith("CONNECT github.com:443 "));
    assertThat(requests).last().asString().contains("Proxy-Authorization: Basic " + LOGIN);
  }

  /** Whatever proxy this machine has itself is not asked. */
  private Map<String, String> environment(int port) throws IOException {
    String proxy = "http://spanline:p%40ss%20word@127.0.0.1:" + port;
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", MachinePrograms.ofTheScript(folder.resolve("path")).toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SPANLINE_CACHE", folder.resolve("cache").toString());
    environment.put("SPANLINE_RELEASES", "https://github.com");
    List.of("HTTPS_PROXY", "https_proxy").forEach(name -> environment.put(name, proxy));
    List.of("NO_PROXY", "no_proxy").forEach(name -> environment.put(name, ""));
    return environment;
  }

  /** Refuses each tunnel: without the password as a proxy does, with it as one without a line. */
  private void answer(ServerSocket proxy) {
    while (!proxy.isClosed()) {
      try (Socket visitor = proxy.accept()) {
        visitor.setSoTimeout(5000);
        String request = head(visitor);
        requests.add(request);
        String answer =
            request.contains(LOGIN)
                ? "502 Bad Gateway\r\n"
                : "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"door\"\r\n";
        visitor
            .getOutputStream()
            .write(
                ("HTTP/1.1 " + answer + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // The visitor has gone, or the test is over.
      }
    }
  }

  private static String head(Socket visitor) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      head.append(line).append('\n');
    }
    return head.toString();
  }
}
