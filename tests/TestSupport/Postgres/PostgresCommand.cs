using System.Diagnostics;

namespace Ticketing.TestSupport;

/// <summary>
/// Runs the server's programs. They refuse to run as root; where this process does, they run as the user that Debian's
/// package makes.
/// </summary>
internal static class PostgresCommand
{
    public const string OtherUser = "postgres";
    public const string LogFile = "server.log";

    // Keeps the server: a word on its input is the signal to end it with; the end of its input, which comes with the end
    // of the test process however that ends, stops the server and removes the folder ($0). Signals that are meant for the
    // tests, such as those of a terminal, do not end the keeper before that.
    private const string Keeper = """
        trap '' HUP INT TERM
        "$@" </dev/null >>"$0/server.log" 2>&1 & server=$!
        if read -r signal; then
            kill -"$signal" $server; wait $server
        else
            kill -INT $server; wait $server; rm -rf "$0"
        fi
        """;

    public static bool RunsAsOtherUser { get; } = Environment.UserName == "root";

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is what it printed.</exception>
    public static async Task RunAsync(string program, string[] arguments, bool asOtherUser = true)
    {
        using var process = Process.Start(Describe(program, arguments, asOtherUser && RunsAsOtherUser))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {await output}{await errors}");
        }
    }

    /// <summary>Starts a server that runs on, until its keeper's input says otherwise.</summary>
    public static Process StartServer(string folder, string program, string[] arguments)
    {
        var keeper = Describe("/bin/sh", ["-c", Keeper, folder, program, .. arguments], RunsAsOtherUser);
        keeper.RedirectStandardInput = true;
        return Process.Start(keeper)!;
    }

    private static ProcessStartInfo Describe(string program, string[] arguments, bool asOtherUser)
    {
        string[] all = asOtherUser
            ? ["runuser", "-u", OtherUser, "--", program, .. arguments]
            : [program, .. arguments];
        return new ProcessStartInfo(all[0], all[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A folder that any user may stand in.
            WorkingDirectory = "/tmp",
        };
    }
}
