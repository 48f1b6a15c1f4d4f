namespace IntegrationHub.Hub.Journal;

/// <summary>More deliveries wait than the journal takes in; the vendor is asked to come again.</summary>
public sealed class JournalFullException() : Exception("The journal's queue is full.");
