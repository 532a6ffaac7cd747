using System.Globalization;
using AgentExec.Client;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Reliability.Tests.Model;

/// <summary>Does a sequence with the product, asks the model what may be seen, and compares. Every difference is an exception that names the step.</summary>
internal sealed class Replay(ModelWorld world)
{
    private static readonly TimeSpan Briefly = TimeSpan.FromMilliseconds(20);

    private readonly List<(string Id, ModelJob Model)> _jobs = [];
    private readonly string _name = Guid.NewGuid().ToString("N")[..8];

    public async Task RunAsync(IReadOnlyList<Operation> operations)
    {
        try
        {
            foreach (var operation in operations) await StepAsync(operation);
            await EndAsync();
        }
        finally
        {
            // A sequence that failed leaves nothing running for the next one.
            foreach (var (id, _) in _jobs) await EndForGoodAsync(id);
        }
    }

    // Why the sequence failed is what counts; what a job that cannot be ended leaves is found when the world is taken down.
    private async Task EndForGoodAsync(string id)
    {
        try
        {
            await world.Client.KillAsync(id, Signals.Kill, Patience.Limit);
        }
        catch (AgentExecException)
        {
        }
    }

    private Task StepAsync(Operation operation) => operation switch
    {
        Operation.Run run => RunAsync(run),
        Operation.Open open => Open(Number(open.Job)),
        Operation.Kill kill => KillAsync(Number(kill.Job), kill.Signal, kill.ByCli),
        Operation.Wait wait => WaitAsync(Number(wait.Job), wait.ByCli),
        Operation.Status status => StatusAsync(Number(status.Job), status.ByCli),
        Operation.Tail tail => TailAsync(Number(tail.Job), tail.ByCli),
        Operation.List list => ListAsync(list.ByCli),
        Operation.Tag tag => TagAsync(Number(tag.Job), $"tag-{tag.Number}", tag.ByCli),
        Operation.KillHost => Task.Run(world.KillHost),
        Operation.StopHost => world.Client.HostStopAsync(),
        Operation.KillKeeper keeper => KillKeeper(Number(keeper.Job)),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "not known"),
    };

    private int Number(int job) => job % _jobs.Count;

    private string GateOf(int number) => $"go-{_name}-{number}";

    private async Task RunAsync(Operation.Run run)
    {
        var model = new ModelJob(run.Behaviour, run.Code, run.Bytes);
        var script = Scripts.Of(model, GateOf(_jobs.Count));
        var id = run.ByCli
            ? world.Cli.Launch("--", script)
            : (await world.Client.RunAsync(new RunOptions { Command = [script], ShellWrapper = ["sh", "-c"], Cwd = world.Work, SnapshotAfter = TimeSpan.Zero })).JobId;
        _jobs.Add((id, model));
        world.Known.Add(id);
        // From here on what a signal does to it is known.
        if (run.Behaviour != Behaviour.Exits) world.UntilSaid(id, ModelJob.Ready);
    }

    private Task Open(int number)
    {
        Change(number, job => job.Opened());
        return File.WriteAllTextAsync(Path.Combine(world.Work, GateOf(number)), "");
    }

    private async Task KillAsync(int number, int signal, bool byCli)
    {
        var (id, before) = _jobs[number];
        Change(number, job => job.Signalled(signal));
        if (byCli)
        {
            var answer = world.Cli.Ok("kill", "--signal", signal.ToString(CultureInfo.InvariantCulture), id);
            Check(Enum.Parse<JobStatus>(answer.State, ignoreCase: true));
        }
        else Check((await world.Client.KillAsync(id, signal, TimeSpan.Zero)).State);

        void Check(JobStatus state) => Require(
            before.HasEnded ? state == before.Allowed[0].Status : _jobs[number].Model.Allowed.Any(sight => sight.Status == state), number, $"kill answered {state}");
    }

    private async Task WaitAsync(int number, bool byCli)
    {
        var (id, model) = _jobs[number];
        // One that must end is waited for; of another one a short look must say that it runs.
        var patience = model.MayStay ? Briefly : Patience.Limit;
        See(number, byCli
            ? ModelWorld.SightOf(world.Cli.Ok("wait", "--timeout-ms", ((int)patience.TotalMilliseconds).ToString(CultureInfo.InvariantCulture), id))
            : ModelWorld.SightOf(await world.Client.WaitAsync(id, patience)));
        Require(_jobs[number].Model.MayStay || _jobs[number].Model.HasEnded, number, "it does not end");
    }

    private async Task StatusAsync(int number, bool byCli)
    {
        var id = _jobs[number].Id;
        See(number, byCli ? ModelWorld.SightOf(world.Cli.Ok("status", id)) : ModelWorld.SightOf(await world.Client.StatusAsync(id)));
    }

    private async Task TailAsync(int number, bool byCli)
    {
        var (id, model) = _jobs[number];
        var text = byCli
            ? world.Cli.Ok("tail", "--tail-lines", "0", "--max-bytes", "1000000", id).Text("stdout_tail")
            : (await world.Client.TailAsync(id, new TailOptions(0, 1_000_000))).StdoutTail;
        Require(model.Output.StartsWith(text, StringComparison.Ordinal), number, $"tail shows {text.Length} characters that were not printed");
        Require(model.Behaviour == Behaviour.Exits || text.StartsWith(ModelJob.Ready, StringComparison.Ordinal), number, "tail has lost what was printed");
        if (model.OutputAtEnd is { } all) Require(text == all, number, $"its output has {text.Length} of {all.Length} characters");
    }

    private async Task ListAsync(bool byCli)
    {
        var rows = byCli
            ? world.Cli.Ok("list", "--all").Items("jobs").ToDictionary(
                row => row.GetProperty("job_id").GetString()!, row => (Enum.Parse<JobStatus>(row.GetProperty("state").GetString()!, ignoreCase: true), ""))
            : (await world.Client.ListAsync(new ListOptions())).Jobs.ToDictionary(row => row.JobId, row => (row.State, string.Join(' ', row.Tags)));
        var vanished = world.Known.FirstOrDefault(id => !rows.ContainsKey(id));
        if (vanished is not null) throw new ModelException($"list does not know {vanished} any more");
        if (rows.Count != world.Known.Count) throw new ModelException($"list has {rows.Count} jobs, {world.Known.Count} were started");
        for (var number = 0; number < _jobs.Count; number++)
        {
            var (state, tags) = rows[_jobs[number].Id];
            Require(_jobs[number].Model.Allowed.Any(sight => sight.Status == state), number, $"list shows it {state}");
            if (!byCli) Require(tags == string.Join(' ', _jobs[number].Model.Tags), number, $"list shows the tags {tags}");
        }
    }

    private async Task TagAsync(int number, string tag, bool byCli)
    {
        var id = _jobs[number].Id;
        Change(number, job => job.Tagged([tag]));
        var tags = byCli ? world.Cli.Ok("tag", "set", id, "--tag", tag).Texts("tags") : (await world.Client.TagSetAsync(id, [tag])).Tags;
        Require(tags.SequenceEqual([tag]), number, "tag set answered with other tags");
    }

    private Task KillKeeper(int number)
    {
        Change(number, job => job.Orphaned());
        return Task.Run(() => world.KillKeeper(_jobs[number].Id));
    }

    /// <summary>Everything comes to its end, and each end stays what it is.</summary>
    private async Task EndAsync()
    {
        for (var number = 0; number < _jobs.Count; number++)
        {
            await Open(number);
            if (_jobs[number].Model.MayStay) await KillAsync(number, Signals.Kill, byCli: false);
            await WaitAsync(number, byCli: false);
            await StatusAsync(number, byCli: false);
            await TailAsync(number, byCli: false);
        }

        await ListAsync(byCli: false);
    }

    private void Change(int number, Func<ModelJob, ModelJob> change) => _jobs[number] = (_jobs[number].Id, change(_jobs[number].Model));

    private void See(int number, Sight sight)
    {
        var seen = _jobs[number].Model.Seen(sight);
        Require(seen is not null, number, $"it was seen as {sight.Status}/{sight.Reason}/{sight.ExitCode}/{sight.Signal}");
        _jobs[number] = (_jobs[number].Id, seen!);
    }

    private void Require(bool isSo, int number, string what)
    {
        if (!isSo) throw new ModelException($"{_jobs[number].Id} ({_jobs[number].Model}): {what}");
    }
}

/// <summary>The product and the model differ.</summary>
public sealed class ModelException(string message) : Exception(message);
