using AgentExec.Cli;
using AgentExec.Cli.Bridging;
using AgentExec.Cli.Output;
using AgentExec.Posix;

// First of all: elapsed_ms counts from here (contract A9.8).
var beganAt = TimeProvider.System.GetTimestamp();
if (args is [BridgeChild.Word, ..]) return BridgeChild.Become();
StandardDescriptors.FillGaps();
var app = new CliApp(Caller.OfThisProcess(beganAt), Outlet.Write(1), Outlet.Write(2));
var exitCode = app.RunAsync(args).GetAwaiter().GetResult();

// Both streams are written without buffers, so nothing is lost by leaving at once; closing an actor system costs more than a request.
Processes.ExitNow(exitCode);
return exitCode;
