import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * A cluster of a few OpenSearch nodes in one process, for development and tests; it listens on 127.0.0.1 alone.
 *
 * <p>Usage: {@code java -cp 'lib/*' DevCluster.java FOLDER NODES}. Writes FOLDER/addresses, one node a line, when all
 * nodes have joined. Removing a node's file FOLDER/node-N stops that node; removing FOLDER/running stops all.
 */
public class DevCluster {
  private static final int FIRST_PORT = 9200;
  private static final long POLL_MILLISECONDS = 200;

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int nodes = Integer.parseInt(arguments[1]);
    OpenSearchRunner runner = new OpenSearchRunner();
    runner.onBuild((number, settings) -> {
      settings.put("discovery.type", "zen");
      settings.put("network.host", "127.0.0.1");
      settings.put("http.host", "127.0.0.1");
      settings.put("transport.host", "127.0.0.1");
      settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
      settings.put("cluster.fault_detection.leader_check.interval", "500ms");
      settings.put("cluster.fault_detection.follower_check.interval", "500ms");
    });
    runner.build(OpenSearchRunner.newConfigs().basePath(folder.resolve("data").toString())
        .clusterName("justicekb-" + Integer.toHexString(folder.hashCode())).numOfNode(nodes).baseHttpPort(FIRST_PORT));
    runner.ensureYellow();
    List<String> addresses = new ArrayList<>();
    for (int at = 0; at < nodes; at++) {
      addresses.add("127.0.0.1:" + runner.getNode(at).settings().get("http.port"));
      Files.createFile(folder.resolve("node-" + at));
    }
    Path running = Files.createFile(folder.resolve("running"));
    Path written = Files.writeString(folder.resolve("addresses.new"), String.join("\n", addresses) + "\n");
    Files.move(written, folder.resolve("addresses"));
    while (Files.exists(running)) {
      for (int at = 0; at < nodes; at++) {
        if (!Files.exists(folder.resolve("node-" + at)) && !runner.getNode(at).isClosed()) {
          runner.getNode(at).close();
        }
      }
      Thread.sleep(POLL_MILLISECONDS);
    }
    runner.close();
    System.exit(0);
  }
}
