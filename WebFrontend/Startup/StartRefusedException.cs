namespace Ticketing.WebFrontend.Startup;

/// <summary>The server must not start as it is set up; the message says what to change.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
