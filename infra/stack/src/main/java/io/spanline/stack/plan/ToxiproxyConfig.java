package io.spanline.stack.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.spanline.clients.Toxiproxy.Proxy;
import java.util.Collection;

/** The file for Toxiproxy's {@code -config}. */
public final class ToxiproxyConfig {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ToxiproxyConfig() {}

  /** One that makes these proxies, without toxics. */
  public static String of(Collection<Proxy> proxies) {
    ArrayNode all = JSON.createArrayNode();
    for (Proxy proxy : proxies) {
      all.addObject()
          .put("name", proxy.name())
          .put("listen", proxy.listen())
          .put("upstream", proxy.upstream())
          .put("enabled", proxy.enabled());
    }
    return all.toPrettyString() + "\n";
  }
}
