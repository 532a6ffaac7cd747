using Akka.Configuration;

namespace AgentExec.Remoting;

/// <summary>The HOCON of both ends, embedded so that no file beside the program can change what is trusted.</summary>
public static class RemoteConfig
{
    public const string HostSystemName = "agent-exec";
    public const string ClientSystemName = "agent-exec-client";
    public const string GatewayName = "gateway";

    public static Config ForHost() => Read("host").WithFallback(Read("remote"));

    public static Config ForClient() => Read("client").WithFallback(Read("remote"));

    /// <summary>The one actor that clients may address.</summary>
    public static string GatewayPath(int port) => $"akka.ssl.tcp://{HostSystemName}@127.0.0.1:{port}/user/{GatewayName}";

    private static Config Read(string name)
    {
        using var stream = typeof(RemoteConfig).Assembly.GetManifestResourceStream($"hocon/{name}.conf")!;
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
