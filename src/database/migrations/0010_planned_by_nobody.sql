ALTER TABLE "campaign_revisions" ALTER COLUMN "author_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ALTER COLUMN "author_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "planned_drafts" ADD COLUMN "schedule_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "staff_notices" ADD COLUMN "mailing_id" uuid;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "gets_notices" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "staff_notices_unmailed" ON "staff_notices" USING btree ("id") WHERE "staff_notices"."mailed_at" is null;--> statement-breakpoint
CREATE INDEX "staff_notices_by_mailing" ON "staff_notices" USING btree ("mailing_id");