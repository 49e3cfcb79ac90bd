package io.spanline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven built. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/spanline-version.properties")) {
      properties.load(in);
    }
    return new String[] {
      "spanline " + properties.getProperty("version"), "Java " + Runtime.version()
    };
  }
}
