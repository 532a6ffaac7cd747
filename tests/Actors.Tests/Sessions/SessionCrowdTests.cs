using System.Globalization;
using AgentExec.Actors.Jobs;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using Akka.TestKit;

namespace AgentExec.Actors.Tests.Sessions;

/// <summary>A list of thousands of sessions that are silent.</summary>
public sealed class SessionCrowdTests : SessionTest
{
    private const int Many = 2000;

    [Fact]
    public void Should_list_thousands_with_one_look_at_their_processes()
    {
        Crowd();
        WaitsForInput = true;
        var list = Ask<SessionList>(new ProcessCall { Action = ProcessAction.List });
        Assert.Null(list.Warnings);
        Assert.Equal(Enumerable.Range(0, Many).Select(Slug).Reverse(), list.Sessions.Select(row => row.SessionId));
        Assert.All(list.Sessions, row => Assert.True(row.WaitingForInput));
        Assert.Equal([Many], Looks);
    }

    // All of them began in the same second, at the same tick.
    private void Crowd()
    {
        var lines = Enumerable.Range(0, Many).Select(i => $"open {Slug(i)} {Job(i)}\n");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Store.Root, ".host")).FullName, HostFiles.Sessions), string.Concat(lines));
        for (var i = 0; i < Many; i++)
        {
            Store.Sessions[Job(i)] = Session() with { Slug = Slug(i), BackgroundedAt = Timestamp.Format(Scheduler.Now) };
            Store.States[Job(i)] = Running(Job(i)) with { Pid = i + 2 };
        }

        Registry.SetAutoPilot(new DelegateAutoPilot((asker, message) =>
        {
            if (message is FollowProtocol.Follow follow) asker.Tell(new JobReply(Store.States[follow.JobId]), Registry);
            return AutoPilot.KeepRunning;
        }));
        Sessions = NewSessions();
    }

    private static string Slug(int number) => string.Create(CultureInfo.InvariantCulture, $"calm-otter-{number + 2}");

    private static string Job(int number) => string.Create(CultureInfo.InvariantCulture, $"{Id[..^4]}{number:0000}");
}
