using Microsoft.Extensions.Configuration;
using Orleans.Dashboard;

namespace Ticketing.Hosting;

/// <summary>Settings of Orleans' dashboard, from the section <c>Dashboard</c>.</summary>
public sealed class DashboardSettings
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Dashboard";

    /// <summary>
    /// Whether silos gather the dashboard's figures and front ends show them. Off unless set: the gathering takes
    /// processor time of every silo.
    /// </summary>
    public bool Enabled { get; set; }

    /// <summary>Reads <see cref="Enabled"/>.</summary>
    /// <param name="configuration">The environment, the command line, files.</param>
    /// <exception cref="Ticketing.Storage.StorageStartException">It is neither true nor false.</exception>
    public static bool IsEnabled(IConfiguration configuration) =>
        StartSettings.Read<DashboardSettings>(configuration, Section).Enabled;

    // Without the log page: while a browser shows that page, the process that serves it cannot end.
    internal static void Configure(DashboardOptions options) => options.HideTrace = true;
}
