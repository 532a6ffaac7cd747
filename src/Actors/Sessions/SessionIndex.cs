using AgentExec.Contracts.Tools;
using Akka.Actor;

namespace AgentExec.Actors.Sessions;

/// <summary>The listed sessions by their names and jobs, and who may see which.</summary>
internal sealed class SessionIndex
{
    private readonly Dictionary<string, Entry> _byJob = [];
    private readonly Dictionary<string, string> _jobs = [];
    private long _added;

    public sealed record Entry(string Slug, string Job, string? Scope, IActorRef Actor, long Number);

    public void Add(string slug, string job, string? scope, IActorRef actor)
    {
        _byJob[job] = new Entry(slug, job, scope, actor, _added++);
        _jobs[slug] = job;
    }

    /// <summary>By name or by job; null also when it is of another scope: who may not see it learns nothing of it.</summary>
    public Entry? Find(string id, string? scope)
    {
        var entry = _byJob.GetValueOrDefault(_jobs.GetValueOrDefault(id, id));
        return entry is not null && ScopeRule.MaySee(scope, entry.Scope) ? entry : null;
    }

    /// <summary>In the order in which they were added: that of a dictionary is another once something was removed.</summary>
    public IReadOnlyList<IActorRef> VisibleTo(string? scope) =>
        [.. _byJob.Values.Where(entry => ScopeRule.MaySee(scope, entry.Scope)).OrderBy(entry => entry.Number).Select(entry => entry.Actor)];

    public string? JobOf(IActorRef actor) => _byJob.Values.FirstOrDefault(entry => entry.Actor.Equals(actor))?.Job;

    /// <summary>The name it had; null when it was not there.</summary>
    public string? Remove(string job)
    {
        if (!_byJob.Remove(job, out var entry)) return null;
        _jobs.Remove(entry.Slug);
        return entry.Slug;
    }
}
