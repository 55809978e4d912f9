ALTER TABLE "campaign_revisions" ADD COLUMN "acknowledged_findings" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign_revisions" ADD COLUMN "cited_facts" jsonb GENERATED ALWAYS AS (jsonb_path_query_array(contents, '$.**.factId')) STORED;--> statement-breakpoint
CREATE INDEX "campaign_revisions_by_fact" ON "campaign_revisions" USING gin ("cited_facts" jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "campaigns_correcting" ON "campaigns" USING btree ("corrects") WHERE "campaigns"."corrects" is not null;--> statement-breakpoint
CREATE TRIGGER fact_changes_append_only BEFORE UPDATE OR DELETE ON fact_changes
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
