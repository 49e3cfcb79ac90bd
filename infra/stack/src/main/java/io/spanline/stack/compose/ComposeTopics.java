package io.spanline.stack.compose;

import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.broker.BrokerTopics;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the catalogue's topics on Compose's broker, which makes none itself. */
public final class ComposeTopics {
  private static final Logger LOG = LoggerFactory.getLogger(ComposeTopics.class);

  private ComposeTopics() {}

  /** Makes the missing ones; fails if no broker answers for a minute. */
  public static void main(String[] args) throws ExecutionException, InterruptedException {
    String address = Settings.ofThisProcess().address(Port.KAFKA);
    List<String> created = BrokerTopics.create(address);
    LOG.atInfo()
        .addKeyValue("broker", address)
        .addKeyValue("topics", created)
        .log("created the topics that were missing");
  }
}
