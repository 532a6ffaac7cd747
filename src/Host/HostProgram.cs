using AgentExec.Actors;
using AgentExec.Actors.Events;
using AgentExec.Actors.Notifications;
using AgentExec.Actors.Notifications.Sinks;
using AgentExec.Actors.Processes;
using AgentExec.Actors.Registry;
using AgentExec.Actors.Retention;
using AgentExec.Actors.Sessions;
using AgentExec.Actors.Storage;
using AgentExec.Actors.Waits;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;
using AgentExec.Remoting;
using AgentExec.Remoting.Loopback;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentExec.Host;

/// <summary>Puts one root's host together and runs it until it is told to stop, is idle, or its root is gone.</summary>
internal sealed class HostProgram(string root, Action<string> tellReady)
{
    private readonly string _directory = RootDirectory.HostDirectory(root);
    private IHostApplicationLifetime? _lifetime;

    public void Run(FileLock rootLock)
    {
        using var _ = rootLock;
        var config = RemoteConfig.ForHost();
        var settings = HostSettings.From(config, Environment.GetEnvironmentVariable);
        var identity = TlsIdentity.LoadOrCreate(_directory);
        using var log = new ForgivingLoggerFactory(HostLog.Create(_directory, settings));
        using var published = new PublishedFiles(_directory);

        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<ILoggerFactory>(log);
        builder.Services.AddAkka(RemoteConfig.HostSystemName, akka => akka
            .AddHocon(config, HoconAddMode.Prepend)
            .AddSetup(new LoopbackSetup(identity))
            .ConfigureLoggers(loggers => loggers.AddLoggerFactory())
            .WithActors((system, _) => StartActors(system, config, settings, identity, published, log)));
        using var host = builder.Build();
        _lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        _lifetime.ApplicationStopping.Register(published.Withdraw);
        host.Run();
        log.CreateLogger("AgentExec.Host").LogInformation("stopped");
    }

    // The program of this process itself: the directory may hold a newer one by then, which serves as well.
    private WakeOrder Wake() => new(Path.Combine(AppContext.BaseDirectory, "agent-exec-host"), root, [.. HostEnvironment.Entries()]);

    private SessionServices SessionsOf(ActorSystem system, JobServices jobs, IActorRef registry) => new(
        jobs,
        registry,
        system.ActorOf(EventsActor.Props(new EventFile(root)), "events"),
        SessionBook.Load(root),
        Random.Shared.Next,
        static (pid, startTicks) => ProcessIdentity.Of(pid) is { } process && process.StartTicks == startTicks,
        InputWait.Waiting);

    private RetentionServices Retention(Akka.Configuration.Config config) => new(
        static () => GcConfigFile.Read(),
        new RetentionBook(root),
        () => FileSystemFacts.Of(root),
        TimeProvider.System,
        RetentionTimes.From(config, Environment.GetEnvironmentVariable));

    private void StartActors(ActorSystem system, Akka.Configuration.Config config, HostSettings settings, TlsIdentity identity, PublishedFiles published, ILoggerFactory log)
    {
        var logger = log.CreateLogger("AgentExec.Host");
        var store = new JobStore(root);
        var services = new JobServices(
            store,
            new Keepers(Path.Combine(AppContext.BaseDirectory, "agent-exec-keeper"), Wake()),
            new Outbox(store),
            new ProcessSinks(settings.SinksAtOnce, root),
            TimeProvider.System,
            JobSettings.From(config),
            new JobBudget(ResourceLimit.OwnOpenFiles()));
        var port = ((ExtendedActorSystem)system).Provider.DefaultAddress.Port!.Value;
        var endpoint = HostIdentity.Describe(root, port, identity, TimeProvider.System.GetUtcNow());
        var registry = system.ActorOf(RegistryActor.Props(services), "jobs");
        var sessions = system.ActorOf(SessionsActor.Props(SessionsOf(system, services, registry)), "sessions");
        system.ActorOf(PeerWatchActor.Props(sessions), "peers");
        var waits = system.ActorOf(WaitsActor.Props(services, registry, PortTable.IsListenedOn), "waits");
        var retention = system.ActorOf(RetentionActor.Props(registry, Retention(config)), "retention");
        system.ActorOf(GatewayActor.Props(registry, sessions, waits, retention, endpoint, settings, Stop), RemoteConfig.GatewayName);
        published.Publish(endpoint, identity.Pem);
        system.ActorOf(RootWatchActor.Props(published, settings.RootCheckInterval, Stop), "root-watch");
        KillPoint.Reach(KillPoints.Host.EndpointPublished);
        logger.LogInformation("host {Version} serves {Root} on 127.0.0.1:{Port} as process {Pid}", endpoint.Version, root, port, endpoint.Pid);
        tellReady(HostEnvironment.Ready);

        void Stop(string reason)
        {
            logger.LogInformation("stopping: {Reason}", reason);
            _lifetime!.StopApplication();
        }
    }
}
